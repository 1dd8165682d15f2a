using System.Security.Cryptography;

namespace EcomCenter.Attacks.Trouble;

/// <summary>Makes a backup of a damaged database to the name of a good one.</summary>
internal sealed class DamagedDatabase : Attack
{
    public override string Title => "A damaged database does not replace the good backup, and the good one restores";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        var program = run.VisitWithKey(desk, "staff");
        for (var i = 0; i < 40; i++) await program.OpenTicketAsync($"第{i}件 " + new string('枣', 2000));
        var backup = run.NewFile("desk.zip");
        run.Expect((await run.RunCommandAsync("backup", "--to", backup)).ExitCode == 0, "the first backup failed");
        var good = await File.ReadAllBytesAsync(backup);
        await desk.StopAsync();
        new DeskFile(run.DataFolder).Checkpoint();
        Damage(Path.Combine(run.DataFolder, "desk.db"));
        var again = await run.RunCommandAsync("backup", "--to", backup);
        run.Expect(again.ExitCode == 1, $"the backup of a damaged database ended with {again.ExitCode}");
        run.Expect(again.Error.Trim().Length > 0, "the refusal has no words");
        run.Expect((await File.ReadAllBytesAsync(backup)).AsSpan().SequenceEqual(good), "the good backup was changed");
        run.Expect(Directory.GetFiles(Path.GetDirectoryName(backup)!, "*.part").Length == 0, "an unfinished backup was left behind");
        run.DataFolder = run.NewFolder("restored");
        run.Expect((await run.RunCommandAsync("restore", "--from", backup)).ExitCode == 0, "the good backup does not restore");
        run.Expect(new DeskFile(run.DataFolder).Count("SELECT COUNT(*) FROM tickets") == 40, "the restored desk lacks tickets");
    }

    /// <summary>Overwrites whole pages in the middle with random bytes, as a failing disk does.</summary>
    private static void Damage(string database)
    {
        using var file = new FileStream(database, FileMode.Open);
        file.Position = file.Length / 2 / 4096 * 4096;
        file.Write(RandomNumberGenerator.GetBytes(16 * 4096));
    }
}
