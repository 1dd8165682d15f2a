using System.CommandLine;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Commands;

/// <summary>The command <c>backup</c>. It copies the database in whatever version it is, so it neither creates nor migrates one.</summary>
internal static class BackupCommand
{
    public static Command Make(BuildDesk build) => Words.Fill(
        new("backup", Say.Text("command.backup")), Words.Required("--to", "command.backup.to"),
        (settings, file) => OneShot.RunAsync(build, settings, async desk =>
            Refusal(desk, file, await desk.GetRequiredService<Backup>().MakeAsync(file, CancellationToken.None)), withDatabase: false));

    public static string? Refusal(IServiceProvider desk, string file, BackupRefusal? refusal)
    {
        var place = desk.GetRequiredService<DataDirectory>().Path;
        if (refusal?.ToString() is not { } name)
        {
            Console.WriteLine(file);
            return null;
        }

        return Say.Text($"command.refusal.{char.ToLowerInvariant(name[0])}{name[1..]}", ("file", file), ("place", place));
    }
}
