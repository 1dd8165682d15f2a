using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Gives open cycles in working time and open slips their new due times after a change of the calendar: an edit on any node, holidays
/// that came with a new version, another time zone. Repeated without effect, so that a stop in between loses nothing.
/// </summary>
public sealed partial class CalendarChanges(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, CalendarStore store, CalendarCache cache, PromisePolicy policy,
    SlipPolicy slipPolicy, TimeProvider time, ILogger<CalendarChanges> log)
{
    private const int BatchSize = 20, MaxTickets = 1_000;

    /// <summary>
    /// The time after which every node has read a change. Until then one may still open tickets by the old calendar, so the work is done
    /// again.
    /// </summary>
    private static readonly TimeSpan UntilKnownToAllNodes = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Moves some of the due times, the earliest first, so that deadlines can be checked in between. To be called only while the clock is
    /// believed. Returns true when more have to be moved.
    /// </summary>
    public async Task<bool> RecomputeAsync(CancellationToken cancellation)
    {
        await store.RefreshAsync(cancellation);
        var fingerprint = cache.Calendars.Fingerprint;
        if (await FindChangeTimeAsync(fingerprint, cancellation) is not { } changedAt) return false;
        var tickets = await FindTicketsAsync(cancellation);
        foreach (var batch in tickets.Take(MaxTickets).Chunk(BatchSize)) await TryRecomputeAsync(batch, cancellation);
        if (tickets.Count > MaxTickets) return true;
        // A change in the future was made under a wrong clock.
        if ((time.Now() - changedAt).Duration() >= UntilKnownToAllNodes) await MarkDoneAsync(fingerprint, cancellation);
        return false;
    }

    /// <summary>Returns the time of the change that is not dealt with yet; null if there is none.</summary>
    private async Task<DateTimeOffset?> FindChangeTimeAsync(string fingerprint, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Set<CalendarStateRow>().Where(s => s.RecomputedFor != fingerprint).Select(s => (DateTimeOffset?)s.ChangedAt)
            .SingleOrDefaultAsync(cancellation);
    }

    // Computes from few columns which due times move: after an edit most stay, and the work is repeated.
    private async Task<List<long>> FindTicketsAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.Now();
        var cycles = await db.Cycles
            .Where(c => c.WorkingTime != null && c.NextCheckAt != null && c.State == CycleState.Open && c.DueAt > now)
            .OrderBy(c => c.DueAt).Select(c => new { c.TicketId, c.StartedAt, c.WorkingTime, c.DueAt }).ToListAsync(cancellation);
        var slips = await db.Slips.AsNoTracking().Where(s => s.WorkingTime != null && s.NextCheckAt != null && s.DueAt > now)
            .OrderBy(s => s.DueAt).ToListAsync(cancellation);
        return
        [
            .. cycles.Where(c => c.WorkingTime is { } length && policy.AddWorkingTime(c.StartedAt, length) != c.DueAt)
                .Select(c => c.TicketId)
                .Union(slips.Where(s => s.WorkingTime is { } length && slipPolicy.TimesFor(s, length).DueAt != s.DueAt)
                    .Select(s => s.TicketId)),
        ];
    }

    // An error with one ticket must neither stop the others nor the check of deadlines: a failed batch is repeated ticket by ticket.
    private async Task TryRecomputeAsync(long[] tickets, CancellationToken cancellation)
    {
        try
        {
            await writer.WriteAsync(unit => RecomputeAsync(unit, tickets, cancellation), cancellation);
        }
        catch (Exception error) when (error is not (StorageUnavailableException or OperationCanceledException))
        {
            // One ticket that fails must not keep the others from being recomputed: they are tried one by one.
            if (tickets is [var one]) LogRecomputeFailed(one, error);
            else foreach (var ticket in tickets) await TryRecomputeAsync([ticket], cancellation);
        }
    }

    private async Task RecomputeAsync(WriteUnit unit, long[] ids, CancellationToken cancellation)
    {
        var tickets = await unit.Db.Tickets.Where(t => ids.Contains(t.Id)).Include(t => t.Cycles).Include(t => t.Slips)
            .Include(t => t.Messages.Where(m => m.Delivery == DeliveryState.Queued)).AsSplitQuery().ToListAsync(cancellation);
        foreach (var ticket in tickets)
        {
            ticket.RecomputeDueTime(policy.AddWorkingTime, unit.CreateChangeContext(policy));
            ticket.RecomputeSlips(slipPolicy.TimesFor, unit.CreateChangeContext(policy));
        }
    }

    private Task MarkDoneAsync(string fingerprint, CancellationToken cancellation) => writer.WriteAsync(async unit =>
    {
        var state = await unit.Db.Set<CalendarStateRow>().SingleOrDefaultAsync(cancellation);
        if (state is not null) state.RecomputedFor = fingerprint;
    }, cancellation);

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not compute the due time of ticket {Ticket} by the changed calendar")]
    private partial void LogRecomputeFailed(long ticket, Exception error);
}
