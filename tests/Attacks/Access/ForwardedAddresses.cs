namespace EcomCenter.Attacks.Access;

/// <summary>States other addresses to a desk that knows one proxy.</summary>
internal sealed class ForwardedAddresses : Attack
{
    public override string Title => "An address that a request states is believed only of the proxies in Desk:Proxies";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync(("Desk:Proxies", "127.0.0.50"));
        var ticket = await run.VisitWithKey(desk, "staff").OpenTicketAsync("我的红枣");
        var (proxy, neighbour) = (run.Visit(desk, "127.0.0.50"), run.Visit(desk, "127.0.0.51"));
        run.Expect(await CountTriesAsync(neighbour, ticket.Number, "AAAAAA") <= 10, "an address stated by no proxy escapes the limit");
        // Codes of other numbers: the limit of one number must not hide the limit of an address.
        var number = (await run.VisitWithKey(desk, "staff").OpenTicketAsync("另一件")).Number;
        var seen = await run.Visit(desk, "127.0.0.50").TrackAsync(number, "99999999", ("X-Forwarded-For", "203.0.113.7"));
        run.Expect(seen.Status is 404 or 429, $"the proxy's request was answered {seen.Status}");
        await SignInThroughAsync(run, proxy, "203.0.113.9");
        await SignInThroughAsync(run, neighbour, "127.0.0.51", "203.0.113.10");
        var chain = run.Visit(desk, "127.0.0.50");
        await SignInThroughAsync(run, chain, "203.0.113.77", "198.51.100.1, 203.0.113.77");
    }

    private static async Task<int> CountTriesAsync(Visitor visitor, string number, string code)
    {
        var tried = 0;
        for (var i = 0; i < 25; i++)
            if ((await visitor.TrackAsync(number, $"{code}{i:D2}", ("X-Forwarded-For", $"203.0.113.{i}"))).Status is not 429) tried++;
        return tried;
    }

    /// <summary>Signs in with a wrong password and looks up the address in the security log.</summary>
    private static async Task SignInThroughAsync(AttackRun run, Visitor visitor, string expected, string? stated = null)
    {
        var fields = await visitor.ReadHiddenFieldsAsync("/sign-in", "/sign-in");
        (fields["username"], fields["password"]) = (Office.Admin, "wrong wrong wrong");
        await visitor.SendAsync(HttpMethod.Post, "/sign-in", new FormUrlEncodedContent(fields), ("X-Forwarded-For", stated ?? expected));
        var last = new DeskFile(run.DataFolder).ReadTexts("SELECT \"Address\" FROM security_events ORDER BY \"Id\" DESC LIMIT 1");
        run.Expect(last is [var address] && address == expected, $"the log has {string.Join(", ", last)} instead of {expected}");
    }
}
