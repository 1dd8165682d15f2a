using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>The matter ends without an answer: withdrawn by its resident, spam, or for another stated reason.</summary>
public static class CancelTicket
{
    public static async Task<Outcome> CancelAsync(this OnTicket on, WriteUnit unit, TicketRequest request, string? reason, CancellationToken cancellation)
    {
        if (OnTicket.Check(faults => WordRules.Check(faults, "reason", reason, WordRules.LongestText)) is { } invalid) return invalid;
        var why = WhyOf(request, reason!);
        return await on.RunAsync(unit, request, TicketAction.Cancel, (ticket, moment) => ticket.Cancel(request.Actor.By, why, OnTicket.Said(unit, reason!), moment),
            cancellation, why);
    }

    // The codes `withdrawn` and `spam` are understood; any other words are the reason themselves.
    private static CycleEnd WhyOf(TicketRequest request, string reason) => reason.Trim().ToLowerInvariant() switch
    {
        _ when request.Actor.By.Kind is ByKind.Resident => CycleEnd.Withdrawn,
        "withdrawn" => CycleEnd.Withdrawn,
        "spam" => CycleEnd.Spam,
        _ => CycleEnd.Cancelled,
    };
}
