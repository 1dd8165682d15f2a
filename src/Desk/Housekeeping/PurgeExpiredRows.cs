using EcomCenter.Bots.Conversation;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>
/// Purges expired rows: idempotency keys and unused uploads after 7 days, inbox updates 90 days after processing,
/// one-time codes 1 day after they expire, ended sessions, old entries of the security log; entries of duty records, daily checks, bot
/// messages and chats without a ticket after the retention period in years.
/// Each transaction handles one batch, and one sweep a limited number of batches, so that a large backlog does not block other writes.
/// </summary>
public sealed class PurgeExpiredRows(DeskWriter writer, DeleteOrphanFiles files, EraseIdleConversations conversations,
    ForgetErasedWords erasedWords, StaffSessions sessions, IOptions<ConversationOptions> options, HostClock clock, TimeProvider time)
{
    private const int BatchSize = 500, MaxBatches = 40;

    private static readonly TimeSpan KeyRetention = TimeSpan.FromDays(7), UploadRetention = TimeSpan.FromDays(7);

    private static readonly TimeSpan UpdateRetention = TimeSpan.FromDays(90), CodeRetention = TimeSpan.FromDays(1);

    private static readonly TimeSpan LogRetention = TimeSpan.FromDays(SecurityLog.RetentionDays);

    public async Task PurgeAsync(CancellationToken cancellation)
    {
        var now = time.Now();
        var retentionStart = options.Value.GetRetentionStart(now);
        var (keys, updates) = (clock.FindBehind(now, KeyRetention), clock.FindBehind(now, UpdateRetention));
        var words = clock.FindBehind(now, now - retentionStart);
        await InBatchesAsync(unit => PurgeIdempotencyKeysAsync(unit.Db, now - KeyRetention, keys, cancellation), cancellation);
        await InBatchesAsync(
            unit => PurgeInboxAsync(unit.Db, now - UpdateRetention, retentionStart, updates, cancellation), cancellation);
        await writer.WriteAsync(unit => unit.Db.OneTimeCodes.Where(c => c.ExpiresAt < now - CodeRetention)
            .Except(updates, c => c.CreatedAt).ExecuteDeleteAsync(cancellation), cancellation);
        await PurgeStaffRowsAsync(now, cancellation);
        await PurgeDutyRowsAsync(DateOnly.FromDateTime(retentionStart.UtcDateTime), words, cancellation);
        var unusedSince = now - UploadRetention;
        var uploads = clock.FindBehind(now, UploadRetention);
        await files.DeleteAsync(db => db.Attachments.Where(a => a.MessageId == null && a.CreatedAt < unusedSince)
            .Except(uploads, a => a.CreatedAt), cancellation);
        await files.PurgeMarkedAsync(cancellation);
        await conversations.EraseAsync(retentionStart, words, cancellation);
        await erasedWords.ForgetAsync(cancellation);
    }

    private async Task PurgeStaffRowsAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await sessions.CatchUpAsync();
        await writer.WriteAsync(
            unit => unit.Db.StaffSessions.Where(s => s.SignedInAt < now - StaffSessions.Lifetime).ExecuteDeleteAsync(cancellation),
            cancellation);
        await writer.WriteAsync(
            unit => unit.Db.SecurityEvents.Where(e => e.At < now - LogRetention).Except(clock.FindBehind(now, LogRetention), e => e.At)
                .ExecuteDeleteAsync(cancellation), cancellation);
    }

    // Free entries may name residents, so that they are kept no longer than the words of tickets.
    private Task PurgeDutyRowsAsync(
        DateOnly before, IReadOnlyList<PeriodBehind> behind, CancellationToken cancellation) => writer.WriteAsync(
        async unit =>
        {
            await unit.Db.Set<DutyEntry>().Where(e => e.Day < before).Except(behind, e => e.At).ExecuteDeleteAsync(cancellation);
            await unit.Db.Set<DailyCheck>().Where(c => c.Day < before).Except(behind, c => c.At).ExecuteDeleteAsync(cancellation);
        }, cancellation);

    private async Task InBatchesAsync(Func<WriteUnit, Task<int>> batch, CancellationToken cancellation)
    {
        for (var i = 0; i < MaxBatches; i++)
            if (await writer.WriteAsync(batch, cancellation) < BatchSize) return;
    }

    // Deletes up to the creation time of the last row of the batch: the index on that time suffices,
    // and the key of three columns needs no comparison.
    private static async Task<int> PurgeIdempotencyKeysAsync(
        DeskDb db, DateTimeOffset before, IReadOnlyList<PeriodBehind> behind, CancellationToken cancellation)
    {
        var old = db.Idempotency.Where(k => k.CreatedAt < before).Except(behind, k => k.CreatedAt);
        var times = await old.OrderBy(k => k.CreatedAt).Select(k => k.CreatedAt).Take(BatchSize).ToListAsync(cancellation);
        if (times.Count == 0) return 0;
        var last = times[^1];
        await old.Where(k => k.CreatedAt <= last).ExecuteDeleteAsync(cancellation);
        return times.Count;
    }

    // The oldest rows have the lowest ids. Unprocessed updates stay until the end of the retention period.
    private static async Task<int> PurgeInboxAsync(
        DeskDb db, DateTimeOffset before, DateTimeOffset retentionStart, IReadOnlyList<PeriodBehind> behind, CancellationToken cancellation)
    {
        var oldest = await db.Inbox.Except(behind, i => i.ReceivedAt).OrderBy(i => i.Id)
            .Select(i => new { i.Id, i.ReceivedAt, i.DoneAt }).Take(BatchSize).ToListAsync(cancellation);
        var ids = oldest.Where(i => i.DoneAt < before || i.ReceivedAt < retentionStart).Select(i => i.Id).ToList();
        if (ids.Count > 0) await db.Inbox.Where(i => ids.Contains(i.Id)).ExecuteDeleteAsync(cancellation);
        return ids.Count;
    }
}
