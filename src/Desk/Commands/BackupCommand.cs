using System.CommandLine;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Backup;
using EcomCenter.Desk.Staff;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Commands;

/// <summary>The command <c>backup</c>. It copies the database in whatever version it is, so it neither creates nor migrates one.</summary>
internal static class BackupCommand
{
    public static Command Create(BuildDesk build) => CommandOptions.WithOption(
        new("backup", CommandTexts.Format("command.backup")), CommandOptions.RequiredFile("--to", "command.backup.to"),
        (settings, file) => CommandRunner.RunStoppableAsync(build, settings, (desk, stop) => BackUpAsync(desk, file, stop)));

    private static async Task<string?> BackUpAsync(IServiceProvider desk, string file, CancellationToken stop)
    {
        var refusal = await desk.GetRequiredService<DeskBackup>().CreateAsync(file, stop);
        var now = desk.GetRequiredService<TimeProvider>().Now();
        if (refusal is null)
        {
            desk.GetRequiredService<BackupStatusFile>().Update(
                status => status with { LastGoodAt = now, LastGoodFile = Path.GetFullPath(file) });
            await desk.GetRequiredService<SecurityLog>().RecordAsync(
                SecurityEventKind.BackupMade, SecurityOrigin.CommandLine, Path.GetFileName(file));
        }

        return PrintFileOrExplain(desk, file, refusal);
    }

    public static string? PrintFileOrExplain(IServiceProvider desk, string file, BackupRefusal? refusal)
    {
        var place = desk.GetRequiredService<DataDirectory>().Root;
        if (refusal is not { } reason)
        {
            Console.WriteLine(file);
            return null;
        }

        return CommandTexts.Format($"command.refusal.{EnumCode.From(reason)}", ("file", file), ("place", place));
    }
}
