namespace EcomCenter.Attacks.Access;

/// <summary>Chooses passwords that guessers try first.</summary>
internal sealed class WeakPasswords : Attack
{
    private static readonly string[] Weak =
    [
        "short-one-1", "elevenchars", "        ", "            ", "a        b", "password1234", "Password!!!!", "123456789012",
        "abcdefghijkl", "qwertyuiop12", "aaaaaaaaaaaa", "aygulaygulaygul",
        "correcthorsebatterystaple", "woaini1314520", "Ecomcenter-1", "111111222222",
    ];

    public override string Title => "Passwords that are short, common, mostly spaces or the user name are refused, by page and by command";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        var clerk = await run.VisitAsStaffAsync(desk, Office.Clerk);
        foreach (var password in Weak)
        {
            var reply = await clerk.FillInAsync("/desk/my-account", "/desk/my-account/password",
                ("current", Office.Password), ("password", password));
            if (!run.Expect(reply.Status == 422, $"the password '{password}' was answered {reply.Status}")) return;
        }

        foreach (var password in new[] { "        ", "password1234" })
        {
            var added = await RunningDesk.DeskCommand.RunAsync(run.Binary, run.SettingsWith(), password,
                "staff", "add", "--user", "newcomer", "--name", "Newcomer", "--role", "clerk", "--password-stdin");
            run.Expect(added.ExitCode == 1 && added.Error.Trim().Length > 0, $"staff add took '{password}' ({added.ExitCode})");
        }

        run.ExpectStatus(await clerk.FillInAsync("/desk/my-account", "/desk/my-account/password",
            ("current", Office.Password), ("password", "twelve brown hens")), 302, "a good password");
    }
}
