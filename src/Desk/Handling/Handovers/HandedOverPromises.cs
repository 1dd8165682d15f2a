using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling.Handovers;

/// <summary>The state of a promise since its handover began.</summary>
/// <param name="IsOwed">False once the resident was answered, or the promise ended otherwise. Then nobody needs to accept it.</param>
public sealed record PromiseOutcome(DateTimeOffset DueAt, CycleState State, bool IsOwed);

/// <summary>Reads what became of the promises of handovers.</summary>
internal static class HandedOverPromises
{
    /// <summary>Returns the outcomes by the numbers of the items.</summary>
    public static async Task<IReadOnlyDictionary<long, PromiseOutcome>> ReadAsync(
        DeskDb db, IEnumerable<(ShiftHandover Handover, HandoverItem Item)> promises, CancellationToken cancellation)
    {
        var listed = promises.ToList();
        var tickets = listed.Select(promise => promise.Item.TicketId).Distinct().ToList();
        var cycles = (await db.Set<ResponseCycle>().AsNoTracking().Where(c => tickets.Contains(c.TicketId)).OrderBy(c => c.Ordinal)
            .ToListAsync(cancellation)).ToLookup(c => c.TicketId);
        var dates = (await db.PromisedDates.AsNoTracking().Where(d => tickets.Contains(d.TicketId)).OrderBy(d => d.Id)
            .ToListAsync(cancellation)).ToLookup(d => d.TicketId);
        return listed.ToDictionary(promise => promise.Item.Id, promise => FindOutcome(
            promise.Handover, promise.Item, cycles[promise.Item.TicketId], dates[promise.Item.TicketId]));
    }

    /// <summary>
    /// Finds the cycle or the date that was handed over. Later cycles are promises of their own, and a date that was put off is still the
    /// same promise.
    /// </summary>
    private static PromiseOutcome FindOutcome(
        ShiftHandover handover, HandoverItem item, IEnumerable<ResponseCycle> cycles, IEnumerable<PromisedDate> dates)
    {
        if (item.Promise is HandedOverPromise.PromisedDate)
            return dates.LastOrDefault(date => date.IsRunning) is { } running ? new(running.PromisedAt, CycleState.Open, true)
                : new(item.DueAt, CycleState.Cancelled, false);
        // The due time of a cycle in working time moves with the calendar.
        var all = cycles.ToList();
        var handedOver = all.Find(cycle => cycle.DueAt == item.DueAt) ?? all.FindLast(cycle => cycle.StartedAt <= handover.StartedAt);
        return handedOver is { } cycle
            ? new(cycle.DueAt, cycle.State, cycle.Unanswered) : new(item.DueAt, CycleState.Open, true);
    }
}
