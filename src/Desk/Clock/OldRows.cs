using EcomCenter.Bots.Conversation;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Forgets what need not be kept: answers to idempotent writes and files that no message took along after a week, updates after 90 days, codes the day
/// after they ran out, and after the years that residents are told of, what the bot said by itself and chats without a matter. A little in each write, and not
/// all of a large backlog in one sweep.
/// </summary>
public sealed class OldRows(DeskWriter writer, GoneFiles files, PastTalks talks, IOptions<TalkOptions> talk, TimeProvider time)
{
    private const int AtOnce = 500, Pieces = 40;

    private static readonly TimeSpan KeysKept = TimeSpan.FromDays(7), FilesKept = TimeSpan.FromDays(7), UpdatesKept = TimeSpan.FromDays(90), CodesKept = TimeSpan.FromDays(1);

    public async Task PruneAsync(CancellationToken cancellation)
    {
        var now = time.Now();
        await InPiecesAsync(unit => KeysAsync(unit.Db, now - KeysKept, cancellation), cancellation);
        await InPiecesAsync(unit => UpdatesAsync(unit.Db, now - UpdatesKept, Kept(now), cancellation), cancellation);
        await writer.WriteAsync(unit => unit.Db.Codes.Where(c => c.ExpiresAt < now - CodesKept).ExecuteDeleteAsync(cancellation), cancellation);
        var left = now - FilesKept;
        await files.EraseAsync(db => db.Attachments.Where(a => a.MessageId == null && a.CreatedAt < left), cancellation);
        await files.FinishAsync(cancellation);
        await talks.ForgetAsync(Kept(now), cancellation);
    }

    /// <summary>As long as residents are told.</summary>
    private DateTimeOffset Kept(DateTimeOffset now) => now.AddYears(-talk.Value.KeepYears);

    private async Task InPiecesAsync(Func<WriteUnit, Task<int>> piece, CancellationToken cancellation)
    {
        for (var i = 0; i < Pieces; i++)
            if (await writer.WriteAsync(piece, cancellation) < AtOnce) return;
    }

    // Up to the time of the 500th: an index on the time leads there, and its key of three columns need not be compared.
    private static async Task<int> KeysAsync(DeskDb db, DateTimeOffset before, CancellationToken cancellation)
    {
        var old = db.Idempotency.Where(k => k.CreatedAt < before);
        var times = await old.OrderBy(k => k.CreatedAt).Select(k => k.CreatedAt).Take(AtOnce).ToListAsync(cancellation);
        if (times.Count == 0) return 0;
        var last = times[^1];
        await old.Where(k => k.CreatedAt <= last).ExecuteDeleteAsync(cancellation);
        return times.Count;
    }

    // The oldest have the lowest ids; what is not done yet stays, but not for ever.
    private static async Task<int> UpdatesAsync(DeskDb db, DateTimeOffset before, DateTimeOffset longBefore, CancellationToken cancellation)
    {
        var oldest = await db.Inbox.OrderBy(i => i.Id).Select(i => new { i.Id, i.ReceivedAt, i.DoneAt }).Take(AtOnce).ToListAsync(cancellation);
        var ids = oldest.Where(i => i.DoneAt < before || i.ReceivedAt < longBefore).Select(i => i.Id).ToList();
        if (ids.Count > 0) await db.Inbox.Where(i => ids.Contains(i.Id)).ExecuteDeleteAsync(cancellation);
        return ids.Count;
    }
}
