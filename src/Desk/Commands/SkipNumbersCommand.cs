using System.CommandLine;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Backup;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Commands;

/// <summary>
/// The command <c>skip-numbers</c>. It lets a desk go on with a database that lost its newest tickets: one without its <c>-wal</c> file,
/// or one that <c>pg_restore</c> put back. The command <c>restore</c> does the same by itself.
/// </summary>
internal static class SkipNumbersCommand
{
    public static Command Create(BuildDesk build)
    {
        var command = new Command("skip-numbers", CommandTexts.Format("command.skipNumbers"));
        command.SetAction(parsed => CommandRunner.RunAsync(build, SettingArguments.From(parsed), SkipAsync,
            mayHaveLostCommits: true));
        return command;
    }

    /// <summary>Describes the first number of the new range, which is the next one that the desk gives.</summary>
    public static async Task<string> DescribeNextNumberAsync(IServiceProvider desk)
    {
        await using var db = await desk.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContextAsync();
        var next = await db.Counters.Where(c => c.Name == SequenceCounter.Numbers).Select(c => c.Next).SingleAsync();
        return CommandTexts.Format("command.newRange", ("number", TicketNumber.FromCounter(next)));
    }

    private static async Task<string?> SkipAsync(IServiceProvider desk)
    {
        await using (var db = await desk.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContextAsync())
            await NewNumberRange.BeginAsync(
                db, desk.GetRequiredService<TimeProvider>().Now(), NewNumberRange.RandomExtra(), CancellationToken.None);
        desk.GetRequiredService<CommitMark>().Renew();
        // The lost tickets would be missing in every later backup.
        desk.GetRequiredService<BackupStatusFile>().Update(status => status with { Rows = null });
        Console.WriteLine(await DescribeNextNumberAsync(desk));
        return null;
    }
}
