using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>Checks the response cycles of a ticket, one by one, together, and against the events.</summary>
internal static class CycleChecks
{
    public static IEnumerable<Finding> Check(TicketHistory history) =>
        CheckCycles(history).Concat(history.Ticket.Cycles.SelectMany(cycle => CheckCycle(history, cycle)))
            .Concat(CheckRecordedTimes(history));

    private static IEnumerable<Finding> CheckCycles(TicketHistory history)
    {
        var ticket = history.Ticket;
        var cycles = ticket.Cycles.OrderBy(c => c.Ordinal).ToList();
        if (cycles.Count == 0 || !cycles.Select(c => c.Ordinal).SequenceEqual(Enumerable.Range(1, cycles.Count)))
        {
            yield return new(history.Subject, "cycleOrder");
            yield break;
        }

        if (cycles.Count(c => c.Unanswered) > 1) yield return new(history.Subject, "twoUnanswered");
        var latest = cycles[^1];
        if ((ticket.DueAt, ticket.CycleState, ticket.Unanswered) != (latest.DueAt, latest.State, latest.Unanswered))
            yield return new(history.Subject, "shownCycle");
        if (!ticket.IsOpen && cycles.Exists(c => c.Unanswered)) yield return new(history.Subject, "endedUnanswered");
    }

    private static IEnumerable<Finding> CheckCycle(TicketHistory history, ResponseCycle cycle)
    {
        (string, object) cycleNumber = ("cycle", cycle.Ordinal);
        if (cycle.DueAt <= cycle.StartedAt) yield return new(history.Subject, "dueBeforeStart", cycleNumber);
        if (!StateFitsTimes(cycle)) yield return new(history.Subject, "cycleState", cycleNumber, ("state", cycle.State));
        if (cycle.NextCheckAt is null == (cycle.State is CycleState.Open)) yield return new(history.Subject, "cycleClock", cycleNumber);
        if (history.Ticket.Messages.All(m => m.Id != cycle.FirstMessageId)) yield return new(history.Subject, "cycleMessage", cycleNumber);
    }

    private static bool StateFitsTimes(ResponseCycle cycle) => cycle.State switch
    {
        CycleState.Open => cycle is { MetAt: null, NoticedAt: null, AnsweredLateAt: null, EndedAt: null },
        CycleState.Met => cycle.MetAt <= cycle.DueAt && cycle is { NoticedAt: null, AnsweredLateAt: null, EndedAt: null },
        CycleState.Missed =>
            cycle.NoticedAt >= cycle.DueAt && cycle.MetAt is null && (cycle.AnsweredLateAt is null || cycle.EndedAt is null)
            && cycle.Escalations.Any(r => r.Level is EscalationLevel.Missed && r.DueAt == cycle.DueAt),
        CycleState.Cancelled => cycle is { EndedAt: not null, EndReason: not null, MetAt: null, NoticedAt: null, AnsweredLateAt: null },
        _ => false,
    };

    /// <summary>
    /// Compares start and due time with the events that set them. They must never change, except the due time of a cycle in working time
    /// by an event that says so.
    /// </summary>
    private static IEnumerable<Finding> CheckRecordedTimes(TicketHistory history)
    {
        var recorded = history.RecordedCycles.ToLookup(c => c.Id);
        var recomputed = history.Events.OfType<DueRecomputed>().ToLookup(e => e.Cycle.Id);
        var misses = history.RecordedMisses.ToList();
        foreach (var cycle in history.Ticket.Cycles)
        {
            (string, object) cycleNumber = ("cycle", cycle.Ordinal);
            if (!recorded.Contains(cycle.Id)) yield return new(history.Subject, "cycleUntold", cycleNumber);
            if (!HasKeptTimes(cycle, [.. recorded[cycle.Id]], [.. recomputed[cycle.Id]]))
                yield return new(history.Subject, "cycleMoved", cycleNumber);
            if (misses.Count(id => id == cycle.Id) != (cycle.State is CycleState.Missed ? 1 : 0))
                yield return new(history.Subject, "missUntold", cycleNumber);
        }
    }

    private static bool HasKeptTimes(
        ResponseCycle cycle, IReadOnlyList<CycleSnapshot> recorded, IReadOnlyList<DueRecomputed> recomputed)
    {
        if (recomputed.Count > 0 && cycle.WorkingTime is null) return false;
        if (recorded.Any(c => c.StartedAt != cycle.StartedAt)) return false;
        var due = recorded.Count > 0 ? recorded[0].DueAt : cycle.DueAt;
        foreach (var snapshot in recorded)
        {
            var move = recomputed.FirstOrDefault(e => ReferenceEquals(e.Cycle, snapshot));
            if ((move?.Before ?? snapshot.DueAt) != due) return false;
            due = snapshot.DueAt;
        }

        return due == cycle.DueAt;
    }
}
