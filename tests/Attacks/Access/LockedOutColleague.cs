namespace EcomCenter.Attacks.Access;

/// <summary>Types wrong passwords for a colleague, elsewhere and in the same office.</summary>
internal sealed class LockedOutColleague : Attack
{
    public override string Title => "Nobody locks a colleague out, from elsewhere or from the same office, and guessing is limited";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        var known = run.Visit(desk, "127.0.0.3", "en");
        run.ExpectStatus(await known.SignInAsync(Office.Supervisor), 302, "the supervisor's first sign-in");
        await GuessAsync(run.Visit(desk, "127.0.0.2"), Office.Supervisor, 8);
        await GuessAsync(run.Visit(desk, "127.0.0.3"), Office.Supervisor, 8);
        var fromElsewhere = run.Visit(desk, "127.0.0.4");
        run.ExpectStatus(await fromElsewhere.SignInAsync(Office.Supervisor), 302, "the supervisor from another address");
        await known.FillInAsync("/desk", "/sign-out");
        run.ExpectStatus(await known.SignInAsync(Office.Supervisor), 302, "the supervisor's own browser beside the guesser");
        await GuessInParallelAsync(run, run.Visit(desk, "127.0.0.5"));
    }

    private static async Task GuessAsync(Visitor attacker, string user, int times)
    {
        for (var i = 0; i < times; i++) await attacker.SignInAsync(user, $"wrong wrong {i}");
    }

    /// <summary>Many at once must not pass a limit that is counted afterwards. A password that was tried is in the security log.</summary>
    private static async Task GuessInParallelAsync(AttackRun run, Visitor attacker)
    {
        var fields = await attacker.ReadHiddenFieldsAsync("/sign-in", "/sign-in");
        var replies = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => attacker.PostAsync("/sign-in",
            [.. fields.Select(f => (f.Key, f.Value)), ("username", Office.Admin), ("password", $"wrong wrong {i}")])));
        run.Expect(replies.All(reply => reply.Status is 403 or 429), "guesses at once are answered other than 403 or 429");
        run.Expect(replies.Any(reply => reply.Status == 429), "sixty guesses of one address were all taken");
        var tried = new DeskFile(run.DataFolder).Count(
            $"SELECT COUNT(*) FROM security_events WHERE \"Kind\" = 'SignInFailed' AND \"User\" = '{Office.Admin}'");
        run.Expect(tried is > 0 and <= 5, $"{tried} passwords of one account were tried at once");
    }
}
