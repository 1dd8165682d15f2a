using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>
/// Deletes stored files in three steps. A transaction marks the rows as erased and clears everything but their ids.
/// Then the files are deleted. The rows are deleted after a grace period,
/// because a process that was just writing a file could create it again.
/// After a crash the marked rows are still there, so the deletion is completed later.
/// </summary>
public sealed partial class DeleteOrphanFiles(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, AttachmentStore store, TimeProvider time, ILogger<DeleteOrphanFiles> log)
{
    private const int BatchSize = 200, MaxFiles = 5_000;

    private static readonly TimeSpan GracePeriod = TimeSpan.FromMinutes(30);

    /// <summary>Deletes the files of one ticket.</summary>
    public Task DeleteAsync(long ticketId, CancellationToken cancellation) =>
        DeleteAsync(db => db.Attachments.Where(a => a.TicketId == ticketId), cancellation);

    public async Task DeleteAsync(Func<DeskDb, IQueryable<Attachment>> query, CancellationToken cancellation)
    {
        List<long> batch;
        do
        {
            batch = await writer.WriteAsync(unit => MarkAsync(unit, query(unit.Db), cancellation), cancellation);
            foreach (var id in batch) TryDelete(id);
        }
        while (batch.Count == BatchSize);
    }

    /// <summary>Deletes marked rows after the grace period, with files that are still there, also those of an earlier run.</summary>
    public async Task PurgeMarkedAsync(CancellationToken cancellation)
    {
        foreach (var batch in (await FindMarkedAsync(cancellation)).Where(TryDelete).Chunk(BatchSize))
            await writer.WriteAsync(
                unit => unit.Db.Attachments
                    .Where(a => batch.Contains(a.Id) && a.State == AttachmentState.Erased).ExecuteDeleteAsync(cancellation),
                cancellation);
    }

    private static async Task<List<long>> MarkAsync(WriteUnit unit, IQueryable<Attachment> attachments, CancellationToken cancellation)
    {
        if (unit.IsClockDoubted) return [];
        var batch = await attachments.Where(a => a.State != AttachmentState.Erased)
            .OrderBy(a => a.Id).Select(a => a.Id).Take(BatchSize).ToListAsync(cancellation);
        if (batch.Count == 0) return batch;
        DateTimeOffset? later = unit.Now + GracePeriod;
        await unit.Db.Attachments.Where(a => batch.Contains(a.Id)).ExecuteUpdateAsync(a => a
            .SetProperty(x => x.State, AttachmentState.Erased).SetProperty(x => x.NextAttemptAt, later)
            .SetProperty(x => x.TicketId, (long?)null).SetProperty(x => x.MessageId, (long?)null)
            .SetProperty(x => x.Owner, "").SetProperty(x => x.Source, "").SetProperty(x => x.Name, (string?)null)
            .SetProperty(x => x.LastError, (string?)null), cancellation);
        return batch;
    }

    private async Task<List<long>> FindMarkedAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.Now();
        return await db.Attachments.Where(a => a.NextAttemptAt <= now && a.State == AttachmentState.Erased)
            .OrderBy(a => a.NextAttemptAt).Select(a => a.Id).Take(MaxFiles).ToListAsync(cancellation);
    }

    private bool TryDelete(long id)
    {
        try
        {
            store.Delete(id);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogDeleteFailed(id, error.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Could not delete the file of attachment {Attachment} ({ErrorType}); will try again")]
    private partial void LogDeleteFailed(long attachment, string errorType);
}
