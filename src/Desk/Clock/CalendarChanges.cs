using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Gives open cycles in working time their new due times after a change of the calendar: an edit on any node, holidays that came with a
/// new version, another time zone. Repeated without effect, so that a stop in between loses nothing.
/// </summary>
public sealed class CalendarChanges(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, CalendarStore store, CalendarCache cache, PromisePolicy policy,
    TimeProvider time)
{
    private const int BatchSize = 20;

    /// <summary>
    /// The time after which every node has read a change. Until then one may still open tickets by the old calendar, so the work is done
    /// again.
    /// </summary>
    private static readonly TimeSpan UntilKnownToAllNodes = TimeSpan.FromMinutes(1);

    /// <summary>To be called only while the clock is believed.</summary>
    public async Task RecomputeAsync(CancellationToken cancellation)
    {
        await store.RefreshAsync(cancellation);
        var fingerprint = cache.Calendars.Fingerprint;
        if (await FindChangeTimeAsync(fingerprint, cancellation) is not { } changedAt) return;
        foreach (var batch in (await FindTicketsAsync(cancellation)).Chunk(BatchSize))
            await writer.WriteAsync(unit => RecomputeAsync(unit, batch, cancellation), cancellation);
        if (time.Now() - changedAt >= UntilKnownToAllNodes) await MarkDoneAsync(fingerprint, cancellation);
    }

    /// <summary>Returns the time of the change that is not dealt with yet; null if there is none.</summary>
    private async Task<DateTimeOffset?> FindChangeTimeAsync(string fingerprint, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<CalendarStateRow>().Where(s => s.RecomputedFor != fingerprint).Select(s => (DateTimeOffset?)s.ChangedAt)
            .SingleOrDefaultAsync(cancellation);
    }

    private async Task<List<long>> FindTicketsAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Cycles.Where(c => c.WorkingTime != null && c.NextCheckAt != null && c.State == CycleState.Open)
            .OrderBy(c => c.TicketId).Select(c => c.TicketId).ToListAsync(cancellation);
    }

    private async Task RecomputeAsync(WriteUnit unit, long[] ids, CancellationToken cancellation)
    {
        var tickets = await unit.Db.Tickets.Where(t => ids.Contains(t.Id)).Include(t => t.Cycles)
            .Include(t => t.Messages.Where(m => m.Delivery == DeliveryState.Queued)).AsSplitQuery().ToListAsync(cancellation);
        foreach (var ticket in tickets)
            ticket.RecomputeDueTime(policy.AddWorkingTime, unit.CreateChangeContext(policy.DueTimeFor));
    }

    private Task MarkDoneAsync(string fingerprint, CancellationToken cancellation) => writer.WriteAsync(async unit =>
    {
        var state = await unit.Db.Set<CalendarStateRow>().SingleOrDefaultAsync(cancellation);
        if (state is not null) state.RecomputedFor = fingerprint;
    }, cancellation);
}
