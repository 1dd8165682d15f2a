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
            else if (replayed != ReplayedSlip.From(slip)) yield return new(history.Subject, "slipChanged", slipNumber);
        }

        if (told.Count > 0) yield return new(history.Subject, "slipLost", ("count", told.Count));
        if (ticket.SlipDueAt != ticket.Slips.Where(s => s.IsOpen).Min(s => (DateTimeOffset?)s.DueAt))
            yield return new(history.Subject, "shownSlip");
    }

    private static void Replay(Dictionary<long, ReplayedSlip> slips, TicketEvent happened)
    {
        switch (happened)
        {
            case SlipSent sent:
                slips[sent.Slip] = ReplayedSlip.From(sent);
                break;
            case TimesCorrected { Slips: { } corrected }:
                foreach (var start in corrected)
                    if (slips.TryGetValue(start.Id, out var moved)) slips[start.Id] = moved.StartingAt(start);
                break;
            default:
                if (SlipIn(happened) is { } id && slips.TryGetValue(id, out var slip)) slips[id] = slip.After(happened);
                break;
        }
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

    private sealed record ReplayedSlip(string Department, DateTimeOffset HandedOverAt)
    {
        private SlipState State { get; init; }

        private DateTimeOffset DueAt { get; init; }

        private DateTimeOffset? RequestedDueAt { get; init; }

        private DateTimeOffset ActedAt { get; init; }

        private DateTimeOffset? AcceptedAt { get; init; }

        private DateTimeOffset? OverdueAt { get; init; }

        private DateTimeOffset? EndedAt { get; init; }

        private SlipReturnReason? ReturnReason { get; init; }

        private long? AnswerMessage { get; init; }

        public static ReplayedSlip From(SlipSent sent) => new(sent.Department, sent.At) { DueAt = sent.DueAt, ActedAt = sent.At };

        public static ReplayedSlip From(TransferSlip slip) => new(slip.Department, slip.HandedOverAt)
        {
            State = slip.State, DueAt = slip.DueAt, RequestedDueAt = slip.RequestedDueAt, ActedAt = slip.ActedAt,
            AcceptedAt = slip.AcceptedAt, OverdueAt = slip.OverdueAt, EndedAt = slip.EndedAt, ReturnReason = slip.ReturnReason,
            AnswerMessage = slip.AnswerMessageId,
        };

        public ReplayedSlip StartingAt(CorrectedStart start) => this with
        {
            HandedOverAt = start.StartedAt,
            DueAt = start.DueAt,
            ActedAt = ActedAt == HandedOverAt ? start.StartedAt : ActedAt,
        };

        public ReplayedSlip After(TicketEvent happened) => happened switch
        {
            SlipAccepted => this with { State = SlipState.Accepted, AcceptedAt = happened.At, ActedAt = happened.At },
            SlipReturned returned => End(SlipState.Returned, happened) with { ReturnReason = returned.Reason },
            SlipWithdrawn => End(SlipState.Withdrawn, happened),
            SlipAnswered answered => End(SlipState.Answered, happened) with
            {
                AcceptedAt = AcceptedAt ?? happened.At,
                AnswerMessage = answered.Message,
            },
            SlipTimeAsked asked => this with { RequestedDueAt = asked.DueAt, ActedAt = happened.At },
            SlipTimeRefused => this with { RequestedDueAt = null, ActedAt = happened.At },
            SlipTimeGranted granted => this with
            {
                DueAt = granted.DueAt,
                RequestedDueAt = null,
                OverdueAt = null,
                ActedAt = happened.At,
            },
            SlipDueRecomputed recomputed => this with { DueAt = recomputed.DueAt },
            SlipReminded { Late: true } => this with { OverdueAt = happened.At },
            _ => this,
        };

        private ReplayedSlip End(SlipState state, TicketEvent happened) =>
            this with { State = state, EndedAt = happened.At, RequestedDueAt = null };
    }
}
