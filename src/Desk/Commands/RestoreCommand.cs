using System.CommandLine;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Backup;

namespace EcomCenter.Desk.Commands;

internal static class RestoreCommand
{
    public static Command Create(BuildDesk build) => CommandOptions.WithOption(
        new("restore", CommandTexts.Format("command.restore")), CommandOptions.RequiredFile("--from", "command.restore.from"),
        (settings, file) => CommandRunner.RunStoppableAsync(build, settings, (desk, stop) => RestoreAsync(desk, file, stop)));

    private static async Task<string?> RestoreAsync(IServiceProvider desk, string file, CancellationToken stop)
    {
        if (!File.Exists(file)) return CommandTexts.Format("command.refusal.noFile", ("file", file));
        var refusal = await desk.GetRequiredService<DeskBackup>().RestoreAsync(file, stop);
        if (refusal is not null) return BackupCommand.PrintFileOrExplain(desk, file, refusal);
        await desk.MigrateAsync(CancellationToken.None);
        Console.WriteLine(await SkipNumbersCommand.DescribeNextNumberAsync(desk));
        Console.WriteLine(desk.GetRequiredService<DataDirectory>().DatabaseFile);
        return null;
    }
}
