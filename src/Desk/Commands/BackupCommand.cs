using System.CommandLine;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Backup;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Commands;

/// <summary>The command <c>backup</c>. It copies the database in whatever version it is, so it neither creates nor migrates one.</summary>
internal static class BackupCommand
{
    public static Command Create(BuildDesk build) => CommandOptions.WithOption(
        new("backup", CommandTexts.Format("command.backup")), CommandOptions.Required("--to", "command.backup.to"),
        (settings, file) => CommandRunner.RunAsync(build, settings, async desk =>
            PrintFileOrExplain(desk, file, await desk.GetRequiredService<DeskBackup>().CreateAsync(file, CancellationToken.None)),
            withDatabase: false));

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
