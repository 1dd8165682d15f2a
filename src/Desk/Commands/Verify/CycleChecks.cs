using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>Checks the response cycles of a ticket, one by one, together, and against the events.</summary>
internal static class CycleChecks
{
    public static IEnumerable<Finding> Check(TicketHistory history) =>
        CheckCycles(history).Concat(history.Ticket.Cycles.SelectMany(cycle => CheckCycle(history, cycle)))
            .Concat(CheckRecordedTimes(history)).Concat(CheckLevels(history));

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
        if (!CheckFitsState(cycle)) yield return new(history.Subject, "cycleClock", cycleNumber);
        if (history.Ticket.Messages.All(m => m.Id != cycle.FirstMessageId)) yield return new(history.Subject, "cycleMessage", cycleNumber);
    }

    // A missed cycle is checked for the levels that follow the miss, if there are any.
    private static bool CheckFitsState(ResponseCycle cycle) =>
        cycle.NextCheckAt is null ? cycle.State is not CycleState.Open : cycle.Unanswered;

    private static bool StateFitsTimes(ResponseCycle cycle) => cycle.State switch
    {
        CycleState.Open => cycle is { MetAt: null, NoticedAt: null, AnsweredLateAt: null, EndedAt: null },
        CycleState.Met => cycle.MetAt <= cycle.DueAt && cycle is { NoticedAt: null, AnsweredLateAt: null, EndedAt: null },
        CycleState.Missed =>
            cycle.NoticedAt >= cycle.DueAt && cycle.MetAt is null && (cycle.AnsweredLateAt is null || cycle.EndedAt is null)
            && cycle.Escalations.Any(r => r.Level == PlannedLevel.Missed && r.DueAt == cycle.DueAt),
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

    /// <summary>Compares the levels of warning in the events with those stored, each of which is there once.</summary>
    private static IEnumerable<Finding> CheckLevels(TicketHistory history)
    {
        var told = history.Events.SelectMany(ListLevels).ToLookup(level => level.Cycle, level => (level.Name, level.At, level.IsSkipped));
        foreach (var cycle in history.Ticket.Cycles)
        {
            var stored = cycle.Escalations.Select(level => (level.Level, level.DueAt, level.IsSkipped)).Order().ToList();
            var names = (cycle.TakenLevels ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
            if (!told[cycle.Id].Order().SequenceEqual(stored) || !names.Order().SequenceEqual(stored.Select(level => level.Level).Order()))
                yield return new(history.Subject, "levelChanged", ("cycle", cycle.Ordinal));
        }
    }

    private static IEnumerable<(long Cycle, string Name, DateTimeOffset At, bool IsSkipped)> ListLevels(
        TicketEvent happened) => happened switch
        {
            CycleMissed e => [.. ListSkipped(e.Cycle, e.Skipped), (e.Cycle, PlannedLevel.Missed, e.DueAt, e.Overtaken)],
            LevelRaised e => [.. ListSkipped(e.Cycle, e.Skipped), (e.Cycle, e.Level, e.LevelAt, false)],
            _ => [],
        };

    private static IEnumerable<(long Cycle, string Name, DateTimeOffset At, bool IsSkipped)> ListSkipped(
        long cycle, IReadOnlyList<SkippedLevel>? skipped) => (skipped ?? []).Select(level => (cycle, level.Level, level.LevelAt, true));

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
