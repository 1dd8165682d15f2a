using System.CommandLine;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Commands;

internal static class RestoreCommand
{
    public static Command Make(BuildDesk build) => Words.Fill(
        new("restore", Say.Text("command.restore")), Words.Required("--from", "command.restore.from"),
        (settings, file) => OneShot.RunAsync(build, settings, desk => RestoreAsync(desk, file), withDatabase: false));

    private static async Task<string?> RestoreAsync(IServiceProvider desk, string file)
    {
        if (!File.Exists(file)) return Say.Text("command.refusal.noFile", ("file", file));
        var refusal = await desk.GetRequiredService<Backup>().RestoreAsync(file, CancellationToken.None);
        if (refusal is not null) return BackupCommand.Refusal(desk, file, refusal);
        await desk.MigrateAsync(CancellationToken.None);
        Console.WriteLine(desk.GetRequiredService<DataDirectory>().DatabaseFile);
        return null;
    }
}
