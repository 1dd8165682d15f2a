namespace EcomCenter.Attacks.Access;

/// <summary>Compares what sign-in says to unknown names, wrong passwords and accounts that take no more tries.</summary>
internal sealed class SignInAnswers : Attack
{
    private const int MaxPerAccount = 5;

    public override string Title => "Sign-in has the same words, status and work for unknown names, wrong passwords and used up accounts";

    public override async Task RunAsync(AttackRun run)
    {
        await run.RunCommandAsync("staff", "deactivate", "--user", Office.Clerk);
        var desk = await run.StartDeskAsync();
        await run.Visit(desk, "127.0.0.9").SignInAsync("nobody-at-all", "wrong wrong wrong");
        var attacker = run.Visit(desk, "127.0.0.2", "en");
        var answers = new List<(string Case, string User, Reply Reply)>();
        for (var i = 0; i < MaxPerAccount; i++)
        {
            await AddAsync("wrong", Office.Agent, "wrong wrong wrong");
            await AddAsync("unknown", "nobody-at-all", "wrong wrong wrong");
        }

        await AddAsync("deactivated", Office.Clerk, Office.Password);
        await AddAsync("used up", Office.Agent, "wrong wrong wrong");
        await AddAsync("used up and right", Office.Agent, Office.Password);
        await AddAsync("used up and unknown", "nobody-at-all", "wrong wrong wrong");
        var first = answers[0];
        foreach (var (name, user, reply) in answers)
        {
            run.Expect(reply.Status == 403, $"{name} was answered {reply.Status}");
            run.Expect(WithoutName(reply, user) == WithoutName(first.Reply, first.User), $"{name} has other words than {first.Case}");
            run.Expect(reply.Header("Set-Cookie")?.Contains("known=") != true, $"{name} sets the cookie of a known browser");
        }

        CompareTimes(run, answers);

        async Task AddAsync(string name, string user, string password) =>
            answers.Add((name, user, await attacker.SignInAsync(user, password)));
    }

    /// <summary>
    /// A skipped password hash shows as a tenth of the time. The fastest wrong password is compared, because other work of the machine
    /// only adds time.
    /// </summary>
    private static void CompareTimes(AttackRun run, List<(string Case, string User, Reply Reply)> answers)
    {
        var wrong = answers.Where(a => a.Case == "wrong").Min(a => a.Reply.Time.TotalMilliseconds);
        foreach (var group in answers.Where(a => a.Case != "wrong").GroupBy(a => a.Case))
            run.Expect(Median(group) > wrong / 3, $"{group.Key} is answered in {Median(group):F0} ms, a wrong password in {wrong:F0} ms");
    }

    private static double Median(IEnumerable<(string Case, string User, Reply Reply)> answers)
    {
        var times = answers.Select(a => a.Reply.Time.TotalMilliseconds).Order().ToList();
        return times[times.Count / 2];
    }

    private static string WithoutName(Reply reply, string user) => reply.MainText.Replace(user, "", StringComparison.Ordinal);
}
