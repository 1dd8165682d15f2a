using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>Checks the response cycles of a ticket, one by one, together, and against the events.</summary>
internal static class CycleLaws
{
    public static IEnumerable<Finding> Check(TicketRecord record) =>
        Together(record).Concat(record.Ticket.Cycles.SelectMany(cycle => Alone(record, cycle))).Concat(Told(record));

    private static IEnumerable<Finding> Together(TicketRecord record)
    {
        var ticket = record.Ticket;
        var cycles = ticket.Cycles.OrderBy(c => c.Ordinal).ToList();
        if (cycles.Count == 0 || !cycles.Select(c => c.Ordinal).SequenceEqual(Enumerable.Range(1, cycles.Count)))
        {
            yield return new(record.Where, "cycleOrder");
            yield break;
        }

        if (cycles.Count(c => c.Unanswered) > 1) yield return new(record.Where, "twoUnanswered");
        var latest = cycles[^1];
        if ((ticket.DueAt, ticket.CycleState, ticket.Unanswered) != (latest.DueAt, latest.State, latest.Unanswered))
            yield return new(record.Where, "shownCycle");
        if (!ticket.IsOpen && cycles.Exists(c => c.Unanswered)) yield return new(record.Where, "endedUnanswered");
    }

    private static IEnumerable<Finding> Alone(TicketRecord record, ResponseCycle cycle)
    {
        (string, object) cycleNumber = ("cycle", cycle.Ordinal);
        if (cycle.DueAt <= cycle.StartedAt) yield return new(record.Where, "dueBeforeStart", cycleNumber);
        if (!StateFitsTimes(cycle)) yield return new(record.Where, "cycleState", cycleNumber, ("state", cycle.State));
        if (cycle.NextRungAt is null == (cycle.State is CycleState.Open)) yield return new(record.Where, "cycleClock", cycleNumber);
        if (record.Ticket.Messages.All(m => m.Id != cycle.FirstMessageId)) yield return new(record.Where, "cycleMessage", cycleNumber);
    }

    private static bool StateFitsTimes(ResponseCycle cycle) => cycle.State switch
    {
        CycleState.Open => cycle is { MetAt: null, NoticedAt: null, AnsweredLateAt: null, EndedAt: null },
        CycleState.Met => cycle.MetAt <= cycle.DueAt && cycle is { NoticedAt: null, AnsweredLateAt: null, EndedAt: null },
        CycleState.Missed =>
            cycle.NoticedAt >= cycle.DueAt && cycle.MetAt is null && (cycle.AnsweredLateAt is null || cycle.EndedAt is null)
            && cycle.Rungs.Any(r => r.Rung is Rung.Missed && r.At == cycle.DueAt),
        CycleState.Cancelled => cycle is { EndedAt: not null, EndReason: not null, MetAt: null, NoticedAt: null, AnsweredLateAt: null },
        _ => false,
    };

    /// <summary>Compares start and due time with the events that set them, because they must never change.</summary>
    private static IEnumerable<Finding> Told(TicketRecord record)
    {
        var recorded = record.ToldCycles.ToLookup(t => t.Cycle);
        var misses = record.ToldMisses.ToList();
        foreach (var cycle in record.Ticket.Cycles)
        {
            (string, object) cycleNumber = ("cycle", cycle.Ordinal);
            if (!recorded.Contains(cycle.Id)) yield return new(record.Where, "cycleUntold", cycleNumber);
            if (recorded[cycle.Id].Any(t => t.Start != cycle.StartedAt || t.Due != cycle.DueAt))
                yield return new(record.Where, "cycleMoved", cycleNumber);
            if (misses.Count(id => id == cycle.Id) != (cycle.State is CycleState.Missed ? 1 : 0))
                yield return new(record.Where, "missUntold", cycleNumber);
        }
    }
}
