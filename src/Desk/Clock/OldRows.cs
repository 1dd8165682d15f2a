using EcomCenter.Bots.Conversation;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Purges expired rows: idempotency keys and unused uploads after 7 days, inbox updates 90 days after processing,
/// one-time codes 1 day after they expire, bot messages and chats without a ticket after the retention period in years.
/// Each transaction handles one batch, and one sweep a limited number of batches, so that a large backlog does not block other writes.
/// </summary>
public sealed class OldRows(DeskWriter writer, GoneFiles files, PastTalks talks, IOptions<TalkOptions> talk, TimeProvider time)
{
    private const int AtOnce = 500, Pieces = 40;

    private static readonly TimeSpan KeysKept = TimeSpan.FromDays(7), FilesKept = TimeSpan.FromDays(7);

    private static readonly TimeSpan UpdatesKept = TimeSpan.FromDays(90), CodesKept = TimeSpan.FromDays(1);

    public async Task PruneAsync(CancellationToken cancellation)
    {
        var now = time.Now();
        await InPiecesAsync(unit => KeysAsync(unit.Db, now - KeysKept, cancellation), cancellation);
        await InPiecesAsync(unit => UpdatesAsync(unit.Db, now - UpdatesKept, Kept(now), cancellation), cancellation);
        await writer.WriteAsync(
            unit => unit.Db.Codes.Where(c => c.ExpiresAt < now - CodesKept).ExecuteDeleteAsync(cancellation), cancellation);
        var unusedSince = now - FilesKept;
        await files.EraseAsync(db => db.Attachments.Where(a => a.MessageId == null && a.CreatedAt < unusedSince), cancellation);
        await files.FinishAsync(cancellation);
        await talks.ForgetAsync(Kept(now), cancellation);
    }

    /// <summary>The start of the retention period that residents are told; older data is purged.</summary>
    private DateTimeOffset Kept(DateTimeOffset now) => now.AddYears(-talk.Value.KeepYears);

    private async Task InPiecesAsync(Func<WriteUnit, Task<int>> piece, CancellationToken cancellation)
    {
        for (var i = 0; i < Pieces; i++)
            if (await writer.WriteAsync(piece, cancellation) < AtOnce) return;
    }

    // Deletes up to the creation time of the last row of the batch: the index on that time suffices,
    // and the key of three columns needs no comparison.
    private static async Task<int> KeysAsync(DeskDb db, DateTimeOffset before, CancellationToken cancellation)
    {
        var old = db.Idempotency.Where(k => k.CreatedAt < before);
        var times = await old.OrderBy(k => k.CreatedAt).Select(k => k.CreatedAt).Take(AtOnce).ToListAsync(cancellation);
        if (times.Count == 0) return 0;
        var last = times[^1];
        await old.Where(k => k.CreatedAt <= last).ExecuteDeleteAsync(cancellation);
        return times.Count;
    }

    // The oldest rows have the lowest ids. Unprocessed updates stay until the end of the retention period.
    private static async Task<int> UpdatesAsync(
        DeskDb db, DateTimeOffset before, DateTimeOffset longBefore, CancellationToken cancellation)
    {
        var oldest = await db.Inbox.OrderBy(i => i.Id)
            .Select(i => new { i.Id, i.ReceivedAt, i.DoneAt }).Take(AtOnce).ToListAsync(cancellation);
        var ids = oldest.Where(i => i.DoneAt < before || i.ReceivedAt < longBefore).Select(i => i.Id).ToList();
        if (ids.Count > 0) await db.Inbox.Where(i => ids.Contains(i.Id)).ExecuteDeleteAsync(cancellation);
        return ids.Count;
    }
}
