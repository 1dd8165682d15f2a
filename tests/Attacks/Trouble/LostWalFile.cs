using EcomCenter.RunningDesk;

namespace EcomCenter.Attacks.Trouble;

/// <summary>Kills the desk and takes away the file with its last writes.</summary>
internal sealed class LostWalFile : Attack
{
    public override string Title => "A desk that lost its -wal file in a kill -9 says so and does not start; no number is given twice";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        var program = run.VisitWithKey(desk, "staff");
        var numbers = new List<string>();
        for (var i = 0; i < 20; i++) numbers.Add((await program.OpenTicketAsync($"第{i}件")).Number);
        await desk.KillAsync();
        foreach (var suffix in new[] { "-wal", "-shm" }) File.Delete(Path.Combine(run.DataFolder, "desk.db" + suffix));

        await using var started = DeskProcess.Start(run.Binary, FreePort.Find(), run.SettingsWith());
        run.Expect(await Wait.UntilAsync(() => started.HasExited, TimeSpan.FromSeconds(20)), "the desk starts without its last writes");
        run.Expect(started.RecentOutput.Contains("-wal", StringComparison.Ordinal), "the desk does not name the missing file");
        run.Expect((await run.RunCommandAsync("verify")).ExitCode == 1, "verify finds nothing");
        var backup = await run.RunCommandAsync("backup", "--to", run.NewFile("lost.zip"));
        run.Expect(backup.ExitCode == 1, $"a backup without the last writes ended with {backup.ExitCode}");
        run.Expect((await run.RunCommandAsync("skip-numbers")).ExitCode == 0, "skip-numbers failed");
        var next = await run.VisitWithKey(await run.StartDeskAsync(), "staff").OpenTicketAsync("继续");
        run.Expect(!numbers.Contains(next.Number), $"the number {next.Number} was given again");
    }
}
