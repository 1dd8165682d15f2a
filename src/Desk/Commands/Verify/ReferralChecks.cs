using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>Replays the events of matters put before the head and compares the outcome with the stored ones.</summary>
internal static class ReferralChecks
{
    public static IEnumerable<Finding> Check(TicketHistory history)
    {
        var told = new Dictionary<long, ReplayedReferral>();
        foreach (var happened in history.Events) Replay(told, happened);
        foreach (var referral in history.Ticket.Referrals)
        {
            var number = ("referral", (object)referral.Id);
            if (!told.Remove(referral.Id, out var replayed)) yield return new(history.Subject, "referralUntold", number);
            else if (replayed != new ReplayedReferral(referral.Cause, referral.State, referral.DueAt, referral.SlipId, referral.OrderId,
                referral.OverdueAt is not null)) yield return new(history.Subject, "referralChanged", number);
        }

        if (told.Count > 0) yield return new(history.Subject, "referralLost", ("count", told.Count));
    }

    private static void Replay(Dictionary<long, ReplayedReferral> referrals, TicketEvent happened)
    {
        switch (happened)
        {
            case TicketEscalated e:
                referrals[e.Referral] = new(e.Cause, ReferralState.Open, e.DueAt, null, null, false);
                break;
            case HeadInstructed e when referrals.TryGetValue(e.Referral, out var referral):
                referrals[e.Referral] = referral with { State = ReferralState.Instructed, Slip = e.Slip, Order = e.Order };
                break;
            case InstructionOverdue e when referrals.TryGetValue(e.Referral, out var referral):
                referrals[e.Referral] = referral with { IsLate = true };
                break;
            case TimesCorrected { Referrals: { } corrected }:
                foreach (var start in corrected)
                    if (referrals.TryGetValue(start.Id, out var moved)) referrals[start.Id] = moved with { DueAt = start.DueAt };
                break;
            case TicketErased:
                foreach (var (id, open) in referrals.Where(r => r.Value.State is ReferralState.Open).ToList())
                    referrals[id] = open with { State = ReferralState.Erased };
                break;
        }
    }

    private sealed record ReplayedReferral(
        ReferralCause Cause, ReferralState State, DateTimeOffset DueAt, long? Slip, long? Order, bool IsLate);
}
