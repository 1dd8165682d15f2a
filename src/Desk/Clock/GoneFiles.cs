using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Removes files. A row that knows nothing any more but its id says so first, in the same write that takes the file from its message; the file goes after
/// that commit; the row goes a while later, when nobody who had the file in hand can have put it there again. Whatever crashes in between, the row is still there to say it.
/// </summary>
public sealed partial class GoneFiles(DeskWriter writer, IDbContextFactory<DeskDb> contexts, AttachmentStore store, TimeProvider time, ILogger<GoneFiles> log)
{
    private const int AtOnce = 200, Most = 5_000;

    private static readonly TimeSpan InHand = TimeSpan.FromMinutes(30);

    /// <summary>The files of one matter.</summary>
    public Task EraseAsync(long ticket, CancellationToken cancellation) => EraseAsync(db => db.Attachments.Where(a => a.TicketId == ticket), cancellation);

    public async Task EraseAsync(Func<DeskDb, IQueryable<Attachment>> which, CancellationToken cancellation)
    {
        List<long> some;
        do
        {
            some = await writer.WriteAsync(unit => MarkAsync(unit, which(unit.Db), cancellation), cancellation);
            foreach (var id in some) TryToRemove(id);
        }
        while (some.Count == AtOnce);
    }

    /// <summary>What was marked a while ago, by this program or by one that ended in between.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        foreach (var some in (await MarkedAsync(cancellation)).Where(TryToRemove).Chunk(AtOnce))
            await writer.WriteAsync(unit => unit.Db.Attachments.Where(a => some.Contains(a.Id) && a.State == AttachmentState.Erased).ExecuteDeleteAsync(cancellation), cancellation);
    }

    private static async Task<List<long>> MarkAsync(WriteUnit unit, IQueryable<Attachment> which, CancellationToken cancellation)
    {
        var some = await which.Where(a => a.State != AttachmentState.Erased).OrderBy(a => a.Id).Select(a => a.Id).Take(AtOnce).ToListAsync(cancellation);
        if (some.Count == 0) return some;
        DateTimeOffset? later = unit.Now + InHand;
        await unit.Db.Attachments.Where(a => some.Contains(a.Id)).ExecuteUpdateAsync(a => a
            .SetProperty(x => x.State, AttachmentState.Erased).SetProperty(x => x.NextAttemptAt, later).SetProperty(x => x.TicketId, (long?)null)
            .SetProperty(x => x.MessageId, (long?)null).SetProperty(x => x.Owner, "").SetProperty(x => x.Source, "").SetProperty(x => x.Name, (string?)null)
            .SetProperty(x => x.LastError, (string?)null), cancellation);
        return some;
    }

    private async Task<List<long>> MarkedAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.Now();
        return await db.Attachments.Where(a => a.NextAttemptAt <= now && a.State == AttachmentState.Erased).OrderBy(a => a.NextAttemptAt).Select(a => a.Id).Take(Most).ToListAsync(cancellation);
    }

    private bool TryToRemove(long id)
    {
        try
        {
            store.Forget(id);
            return true;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            NotRemoved(id, trouble.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file of attachment {Attachment} could not be removed ({Trouble}); trying again")]
    private partial void NotRemoved(long attachment, string trouble);
}
