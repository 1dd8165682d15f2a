using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>Replays the events of transfer slips and compares the outcome with the stored slips.</summary>
internal static class SlipChecks
{
    public static IEnumerable<Finding> Check(TicketHistory history)
    {
        var ticket = history.Ticket;
        var told = new Dictionary<long, ReplayedSlip>();
        foreach (var happened in history.Events) Replay(told, happened);
        foreach (var slip in ticket.Slips)
        {
            (string, object) slipNumber = ("slip", slip.Ordinal);
            if (!told.Remove(slip.Id, out var replayed)) yield return new(history.Subject, "slipUntold", slipNumber);
            else if (replayed != new ReplayedSlip(slip.Department, slip.State, slip.DueAt, slip.RequestedDueAt, slip.OverdueAt is not null))
                yield return new(history.Subject, "slipChanged", slipNumber);
        }

        if (told.Count > 0) yield return new(history.Subject, "slipLost", ("count", told.Count));
        if (ticket.SlipDueAt != ticket.Slips.Where(s => s.IsOpen).Min(s => (DateTimeOffset?)s.DueAt))
            yield return new(history.Subject, "shownSlip");
    }

    private static void Replay(Dictionary<long, ReplayedSlip> slips, TicketEvent happened)
    {
        if (happened is SlipSent sent) slips[sent.Slip] = new(sent.Department, SlipState.Sent, sent.DueAt, null, false);
        if (SlipIn(happened) is not { } id || !slips.TryGetValue(id, out var slip)) return;
        slips[id] = happened switch
        {
            SlipAccepted => slip with { State = SlipState.Accepted },
            SlipReturned => slip with { State = SlipState.Returned, RequestedDueAt = null },
            SlipWithdrawn => slip with { State = SlipState.Withdrawn, RequestedDueAt = null },
            SlipAnswered => slip with { State = SlipState.Answered, RequestedDueAt = null },
            SlipTimeAsked asked => slip with { RequestedDueAt = asked.DueAt },
            SlipTimeRefused => slip with { RequestedDueAt = null },
            SlipTimeGranted granted => slip with { DueAt = granted.DueAt, RequestedDueAt = null, IsLate = false },
            SlipDueRecomputed recomputed => slip with { DueAt = recomputed.DueAt },
            SlipReminded { Late: true } => slip with { IsLate = true },
            _ => slip,
        };
    }

    private static long? SlipIn(TicketEvent happened) => happened switch
    {
        SlipAccepted e => e.Slip,
        SlipReturned e => e.Slip,
        SlipWithdrawn e => e.Slip,
        SlipAnswered e => e.Slip,
        SlipTimeAsked e => e.Slip,
        SlipTimeRefused e => e.Slip,
        SlipTimeGranted e => e.Slip,
        SlipReminded e => e.Slip,
        SlipDueRecomputed e => e.Slip,
        _ => null,
    };

    private sealed record ReplayedSlip(
        string Department, SlipState State, DateTimeOffset DueAt, DateTimeOffset? RequestedDueAt, bool IsLate);
}
