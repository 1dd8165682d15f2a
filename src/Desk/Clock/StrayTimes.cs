using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Puts right the times that a clock set far ahead left in the database. When the clock is right again, a retry planned under it would
/// wait for years and hold up all later messages of its chat; a lease, a session or a code would last as long. A code that was given under
/// a clock behind would have expired at once.
/// </summary>
public sealed class StrayTimes(DeskWriter writer, IDbContextFactory<DeskDb> contexts, HostClock clock, TimeProvider time)
{
    /// <summary>Longer than anything in this program waits. A later time was written under a wrong clock.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(3);

    /// <summary>The clocks of several nodes differ by less.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    /// <summary>The time for which codes given under a clock behind are looked for.</summary>
    private static readonly TimeSpan CodeSearch = TimeSpan.FromDays(1);

    private static readonly TimeSpan LongestReplyWindow = TimeSpan.FromHours(48), CheckInterval = TimeSpan.FromMinutes(1);

    private long? _checkedAt;

    /// <summary>To be called only while the clock is believed. Looks once a minute, because another node's clock may be wrong.</summary>
    public async Task PutRightAsync(CancellationToken cancellation)
    {
        if (_checkedAt is { } last && time.GetElapsedTime(last) < CheckInterval) return;
        await using (var db = await contexts.CreateDbContextAsync(cancellation))
            if (await AnyAsync(db, time.Now(), cancellation)) await writer.WriteAsync(PutRightAsync, cancellation);
        _checkedAt = time.GetTimestamp();
    }

    private async Task<bool> AnyAsync(DeskDb db, DateTimeOffset now, CancellationToken cancellation) =>
        await LateSends(db, now).AnyAsync(cancellation) || await Claims(db, now).AnyAsync(cancellation)
        || await LateUpdates(db, now).AnyAsync(cancellation) || await LateFiles(db, now).AnyAsync(cancellation)
        || await LateMails(db, now).AnyAsync(cancellation)
        || await Leases(db, now).AnyAsync(cancellation) || await Sessions(db, now).AnyAsync(cancellation)
        || await Codes(db, now).AnyAsync(cancellation) || await Windows(db, now).AnyAsync(cancellation)
        || (await FindCodesBehindAsync(db, now, cancellation)).Count > 0;

    private async Task PutRightAsync(WriteUnit unit)
    {
        if (unit.IsClockDoubted) return;
        var (db, now) = (unit.Db, unit.Now);
        await LateSends(db, now).ExecuteUpdateAsync(row => row.SetProperty(o => o.NextAttemptAt, now));
        await Claims(db, now).ExecuteUpdateAsync(row => row.SetProperty(o => o.SendingSince, (DateTimeOffset?)null));
        await LateUpdates(db, now).ExecuteUpdateAsync(row => row.SetProperty(i => i.NextAttemptAt, now));
        await LateFiles(db, now).ExecuteUpdateAsync(row => row.SetProperty(a => a.NextAttemptAt, now));
        await LateMails(db, now).ExecuteUpdateAsync(row => row.SetProperty(m => m.NextAttemptAt, now));
        await Leases(db, now).ExecuteUpdateAsync(row => row.SetProperty(l => l.ExpiresAt, now));
        await Sessions(db, now).ExecuteUpdateAsync(row => row.SetProperty(s => s.SignedInAt, now));
        foreach (var code in await Codes(db, now).ToListAsync())
            (code.CreatedAt, code.ExpiresAt) = (now, now + (code.ExpiresAt - code.CreatedAt));
        foreach (var code in await FindCodesBehindAsync(db, now, CancellationToken.None))
            (code.CreatedAt, code.ExpiresAt) = (now, now + (code.ExpiresAt - code.CreatedAt));
        // Nobody knows when the messenger closes such a window. It refuses what comes too late.
        await Windows(db, now).ExecuteUpdateAsync(row => row.SetProperty(w => w.OpenUntil, now + LongestReplyWindow)
            .SetProperty(w => w.RemindAt, w => w.RemindAt == null ? null : now + LongestReplyWindow));
    }

    private async Task<List<OneTimeCode>> FindCodesBehindAsync(DeskDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        var codes = new List<OneTimeCode>();
        foreach (var (from, until, _) in clock.FindBehind(now, CodeSearch))
            codes.AddRange(await db.OneTimeCodes.Where(c => c.CreatedAt >= from && c.CreatedAt <= until).ToListAsync(cancellation));
        return codes;
    }

    private static IQueryable<Outbox.OutboxRow> LateSends(DeskDb db, DateTimeOffset now) =>
        db.Outbox.Where(o => o.NextAttemptAt > now + LongestWait);

    private static IQueryable<Outbox.OutboxRow> Claims(DeskDb db, DateTimeOffset now) =>
        db.Outbox.Where(o => o.NextAttemptAt != null && o.SendingSince > now + Tolerance);

    private static IQueryable<InboxRow> LateUpdates(DeskDb db, DateTimeOffset now) =>
        db.Inbox.Where(i => i.NextAttemptAt > now + LongestWait);

    private static IQueryable<Files.Attachment> LateFiles(DeskDb db, DateTimeOffset now) =>
        db.Attachments.Where(a => a.NextAttemptAt > now + LongestWait);

    private static IQueryable<StaffMailRow> LateMails(DeskDb db, DateTimeOffset now) =>
        db.StaffMails.Where(m => m.NextAttemptAt > now + LongestWait);

    private static IQueryable<Lease> Leases(DeskDb db, DateTimeOffset now) =>
        db.Leases.Where(l => l.ExpiresAt > now + Lease.Duration + Tolerance);

    private static IQueryable<Staff.StaffSession> Sessions(DeskDb db, DateTimeOffset now) =>
        db.StaffSessions.Where(s => s.SignedInAt > now + Tolerance);

    private static IQueryable<OneTimeCode> Codes(DeskDb db, DateTimeOffset now) =>
        db.OneTimeCodes.Where(c => c.CreatedAt > now + Tolerance);

    private static IQueryable<ReplyWindow> Windows(DeskDb db, DateTimeOffset now) =>
        db.ReplyWindows.Where(w => w.OpenUntil > now + LongestWait);
}
