using System.CommandLine;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Commands;

/// <summary>
/// The command <c>verify</c>. It checks events, messages, response cycles, files, counters and references, and prints every inconsistency.
/// </summary>
internal static class VerifyCommand
{
    public static Command Create(BuildDesk build)
    {
        var command = new Command("verify", CommandTexts.Format("command.verify"));
        command.SetAction(parsed => CommandRunner.RunAsync(build, SettingArguments.From(parsed), VerifyAsync, withDatabase: false));
        return command;
    }

    private static async Task<string?> VerifyAsync(IServiceProvider desk)
    {
        var directory = desk.GetRequiredService<DataDirectory>();
        var isSqlite = desk.GetRequiredService<IOptions<DeskOptions>>().Value.Database is DatabaseKind.Sqlite;
        if (isSqlite && !File.Exists(directory.DatabaseFile))
            return CommandTexts.Format("command.refusal.noDatabase", ("place", directory.Root));
        await desk.MigrateAsync(CancellationToken.None);
        var inspection = new DeskVerifier(
            desk.GetRequiredService<IDbContextFactory<DeskDb>>(), desk.GetRequiredService<AttachmentStore>(),
            isSqlite ? desk.GetRequiredService<CommitMark>() : null);
        var findings = 0;
        await foreach (var finding in inspection.RunAsync(CancellationToken.None))
        {
            findings++;
            Console.WriteLine(finding);
        }

        Console.WriteLine(CommandTexts.Format("command.verified", ("tickets", inspection.TicketCount)));
        return findings == 0 ? null : CommandTexts.Format("command.findings", ("count", findings));
    }
}
