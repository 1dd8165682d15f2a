using System.CommandLine;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Commands;

/// <summary>Copies what is there as it is, of whatever version, so the database is neither made nor migrated.</summary>
internal static class BackupCommand
{
    public static Command Make(BuildDesk build) => Words.Fill(
        new("backup", Say.Text("command.backup")), Words.Required("--to", "command.backup.to"),
        (settings, file) => OneShot.RunAsync(build, settings, async desk =>
            Refusal(desk, file, await desk.GetRequiredService<Backup>().MakeAsync(file, CancellationToken.None)), withDatabase: false));

    public static string? Refusal(IServiceProvider desk, string file, BackupRefusal? refusal)
    {
        var place = desk.GetRequiredService<DataDirectory>().Path;
        if (refusal is { } no) return Say.Text($"command.refusal.{char.ToLowerInvariant(no.ToString()[0])}{no.ToString()[1..]}", ("file", file), ("place", place));
        Console.WriteLine(file);
        return null;
    }
}
