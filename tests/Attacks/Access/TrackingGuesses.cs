using System.Text.Json.Nodes;

namespace EcomCenter.Attacks.Access;

/// <summary>Guesses the last digits of a ticket's phone, hundreds at once and from forged addresses.</summary>
internal sealed class TrackingGuesses : Attack
{
    /// <summary>Not among the guesses: a lucky one of the first five would open the ticket, as it may.</summary>
    private const string RightDigits = "9876";

    /// <summary>Of the guesses of a number, ten are left for addresses that have not failed today.</summary>
    private const int Parallel = 400, PerAddress = 10, PerNumber = 5, PerNumberInAll = (4 * PerNumber) + 10;

    public override string Title => "400 tracking guesses at once, or with forged addresses, open nothing, and the right code still does";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        var program = run.VisitWithKey(desk, "staff");
        var ticket = await OpenAsync(program, $"1389999{RightDigits}");
        var guesser = run.Visit(desk, "127.0.0.2");
        var replies = await Task.WhenAll(Enumerable.Range(0, Parallel).Select(i => guesser.TrackAsync(ticket.Number, $"{i:D4}")));
        Check(run, replies, "at once", PerNumber);
        run.ExpectStatus(await guesser.TrackAsync(ticket.Number, RightDigits), 429, "the right digits from the guesser");
        run.ExpectStatus(await run.Visit(desk, "127.0.0.4").TrackAsync(ticket.Number, RightDigits), 200, "the right digits from elsewhere");
        var forged = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            run.Visit(desk, "127.0.0.3").TrackAsync(ticket.Number, $"{500 + i}", ("X-Forwarded-For", $"203.0.113.{i}"),
                ("X-Real-IP", $"203.0.113.{i}"), ("Forwarded", $"for=203.0.113.{i}"))));
        Check(run, forged, "with forged addresses", PerNumber);
        var others = await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            run.Visit(desk, $"127.0.0.{10 + i}").TrackAsync(ticket.Number, $"{600 + i}")));
        Check(run, others, "from 30 addresses", PerNumberInAll - (2 * PerNumber));
        var late = await run.Visit(desk, "127.0.0.98").TrackAsync(ticket.Number, RightDigits);
        run.ExpectStatus(late, 429, "the right digits after all of them");
        var owner = await run.Visit(desk, "127.0.0.99").TrackAsync(ticket.Number, ticket.Code);
        run.Expect(owner.Status == 200 && owner.Contains(ticket.Number), $"the right code is answered {owner.Status} after the guesses");
        await GuessManyNumbersAsync(run, program, run.Visit(desk, "127.0.0.200"));
    }

    /// <summary>
    /// Guesses one code of each of many numbers, so that only the limit of the address counts, and states another address each time.
    /// </summary>
    private static async Task GuessManyNumbersAsync(AttackRun run, Visitor program, Visitor guesser)
    {
        var numbers = new List<string>();
        for (var i = 0; i < 40; i++) numbers.Add((await program.OpenTicketAsync("另一件")).Number);
        var replies = await Task.WhenAll(numbers.Select((number, i) =>
            guesser.TrackAsync(number, "2A3B4C5D", ("X-Forwarded-For", $"198.51.100.{i}"))));
        Check(run, replies, "of many numbers", PerAddress);
    }

    private static void Check(AttackRun run, IReadOnlyList<Reply> replies, string how, int allowed)
    {
        var tried = replies.Count(reply => reply.Status is not 429);
        run.Expect(replies.All(reply => reply.Status is 404 or 429), $"guesses {how} were answered other than 404 or 429");
        run.Expect(tried <= allowed, $"{tried} of {replies.Count} guesses {how} were tried");
        run.Expect(replies.Where(reply => reply.Status == 429).All(reply => reply.Header("Retry-After") is not null),
            $"guesses {how} are refused without Retry-After");
    }

    private static Task<OpenedTicket> OpenAsync(Visitor program, string phone) => program.OpenTicketAsync("我的红枣",
        body => body["requester"] = new JsonObject { ["name"] = "阿依古丽", ["phone"] = phone });
}
