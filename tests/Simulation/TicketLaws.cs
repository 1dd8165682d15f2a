using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Simulation;

/// <summary>
/// The laws of the response promise for one ticket, checked after each thing that happened. Remembers the facts that never change.
/// </summary>
internal sealed class TicketLaws
{
    private readonly Dictionary<long, Facts> _facts = [];

    public void Check(Ticket ticket)
    {
        Require(ticket.Cycles.Count(c => c.Unanswered) <= 1, ticket, "two cycles are unanswered");
        Require(ticket.Cycles.OrderBy(c => c.Ordinal).SkipLast(1).All(c => !c.Unanswered), ticket, "an older cycle is unanswered");
        Require(ticket.Unanswered == ticket.LatestCycle.Unanswered, ticket, "the row disagrees with its latest cycle");
        Require(ticket.IsOpen || !ticket.Unanswered, ticket, "it ended unanswered");
        if (ticket.Status is TicketStatus.WaitingForResident)
        {
            Require(!ticket.Unanswered, ticket, "it waits for the resident, who waits for an answer");
            Require(ticket.Messages.Any(m => m is { Kind: MessageKind.NeedFromYou, DeliveredAt: not null }), ticket,
                "it waits for the resident without a question that was delivered");
        }

        Require(ticket.IsOpen || ticket.Slips.All(s => !s.IsOpen), ticket, "it ended with an open slip");
        foreach (var cycle in ticket.Cycles) CheckFacts(ticket, cycle);
    }

    /// <summary>Forgets a ticket that ended long ago.</summary>
    public void Forget(Ticket ticket)
    {
        foreach (var cycle in ticket.Cycles) _facts.Remove(cycle.Id);
    }

    private void CheckFacts(Ticket ticket, ResponseCycle cycle)
    {
        var (now, name) = (Facts.From(cycle), $"cycle {cycle.Ordinal}");
        if (_facts.TryGetValue(cycle.Id, out var before)) Require(before.Allow(now), ticket, $"{name} was rewritten: {before} → {now}");
        Require(cycle.State is not CycleState.Met || cycle.MetAt <= cycle.DueAt, ticket, $"{name} was met after it was due");
        Require(cycle.State is not CycleState.Missed || cycle.NoticedAt >= cycle.DueAt, ticket, $"{name} was missed before it was due");
        Require((cycle.MetAt ?? cycle.AnsweredLateAt ?? now.Start) >= now.Start, ticket, $"{name} was answered before it began");
        _facts[cycle.Id] = now;
    }

    private static void Require(bool holds, Ticket ticket, string broken)
    {
        if (!holds) throw new LawBrokenException($"ticket {ticket.Number} ({ticket.Status}): {broken}");
    }

    private sealed record Facts(DateTimeOffset Start, DateTimeOffset Due, bool IsInWorkingTime, CycleState State, DateTimeOffset? End)
    {
        public static Facts From(ResponseCycle cycle) => new(cycle.StartedAt, cycle.DueAt, cycle.WorkingTime is not null, cycle.State,
            cycle.MetAt ?? cycle.AnsweredLateAt ?? cycle.EndedAt);

        // A due time moves only while the cycle is open and counted in working time. A state is set once, and so is the end.
        public bool Allow(Facts now) => now.Start == Start && now.IsInWorkingTime == IsInWorkingTime
            && (now.Due == Due || (IsInWorkingTime && State is CycleState.Open))
            && (State is CycleState.Open || now.State == State) && (End is null || now.End == End);
    }
}
