using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Duty.Handover;

/// <summary>A promise of a handover with its ticket, and what became of it since the handover began.</summary>
/// <param name="IsOwed">False once the resident was answered, or the promise ended otherwise.</param>
public sealed record ListedPromise(
    HandoverItem Item, TicketNumber Ticket, string Subject, string? Assignee, DateTimeOffset DueAt, CycleState State, bool IsOwed);

/// <summary>A handover that has not ended.</summary>
public sealed record OpenHandover(ShiftHandover Handover, IReadOnlyList<ListedPromise> Promises)
{
    public int Accepted => Promises.Count(p => p.Item.AcceptedBy is not null);
}

/// <summary>The handovers that have not ended, and who comes next.</summary>
/// <param name="Next">Those who come next, and when; null if nobody is planned.</param>
/// <param name="Lead">The user name of the duty lead; null if none is planned.</param>
public sealed record HandoverView(
    IReadOnlyList<OpenHandover> Open, NextDuty? Next, string? Lead, IReadOnlyDictionary<string, string> StaffNames);

/// <summary>Reads the handovers that have not ended.</summary>
public sealed class HandoverQuery(IDbContextFactory<DeskDb> contexts, RosterCache roster, TimeProvider time)
{
    private const int MaxHandovers = 20;

    public async Task<HandoverView> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var handovers = await db.Set<ShiftHandover>().AsNoTracking().Where(h => h.EndedAt == null).OrderBy(h => h.StartedAt)
            .Take(MaxHandovers).ToListAsync(cancellation);
        var ids = handovers.Select(h => h.Id).ToList();
        var promises = await db.Set<HandoverItem>().AsNoTracking().Where(i => ids.Contains(i.HandoverId))
            .Join(db.ReadableTickets(actor), i => i.TicketId, t => t.Id, (i, t) => new { Item = i, t.Number, t.Subject, t.Assignee })
            .OrderBy(i => i.Item.DueAt).ToListAsync(cancellation);
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(s => s.UserName ?? "", s => s.DisplayName, cancellation);
        var tickets = promises.Select(p => p.Item.TicketId).Distinct().ToList();
        var cycles = (await db.Set<ResponseCycle>().AsNoTracking().Where(c => tickets.Contains(c.TicketId)).OrderBy(c => c.Ordinal)
            .ToListAsync(cancellation)).ToLookup(c => c.TicketId);
        var dates = (await db.PromisedDates.AsNoTracking().Where(d => tickets.Contains(d.TicketId)).OrderBy(d => d.Id)
            .ToListAsync(cancellation)).ToLookup(d => d.TicketId);
        return new(
            [.. handovers.Select(h => new OpenHandover(h, [.. promises.Where(p => p.Item.HandoverId == h.Id).Select(p =>
            {
                var (due, state, isOwed) = FindOutcome(h, p.Item, cycles[p.Item.TicketId], dates[p.Item.TicketId]);
                return new ListedPromise(p.Item, p.Number, p.Subject, p.Assignee, due, state, isOwed);
            })]))],
            roster.Roster.NextOnDuty(time.Now()), roster.Roster.LeadsAt(time.Now()) is [var lead, ..] ? lead : null, names);
    }

    /// <summary>
    /// Finds the cycle or the date that was handed over. Later cycles are promises of their own, and a date that was put off is still the
    /// same promise.
    /// </summary>
    private static (DateTimeOffset DueAt, CycleState State, bool IsOwed) FindOutcome(
        ShiftHandover handover, HandoverItem item, IEnumerable<ResponseCycle> cycles, IEnumerable<PromisedDate> dates)
    {
        if (item.Promise is HandedOverPromise.PromisedDate)
            return dates.LastOrDefault(date => date.IsRunning) is { } running ? (running.PromisedAt, CycleState.Open, true)
                : (item.DueAt, CycleState.Cancelled, false);
        return cycles.LastOrDefault(cycle => cycle.StartedAt <= handover.StartedAt) is { } cycle
            ? (cycle.DueAt, cycle.State, cycle.Unanswered) : (item.DueAt, CycleState.Open, true);
    }
}
