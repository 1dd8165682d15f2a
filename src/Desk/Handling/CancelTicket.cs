using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Ends a ticket without an answer: withdrawn by its resident, spam, or for another stated reason.</summary>
public static class CancelTicket
{
    public static async Task<Outcome> CancelAsync(this OnTicket on, WriteUnit unit, TicketRequest request,
        string? reason, CancellationToken cancellation)
    {
        if (OnTicket.Check(faults => WordRules.Check(faults, "reason", reason, WordRules.LongestText)) is { } invalid)
            return invalid;
        var endReason = WhyOf(request, reason!);
        return await on.RunAsync(unit, request, TicketAction.Cancel,
            (ticket, context) => ticket.Cancel(request.Actor.By, endReason, OnTicket.Said(unit, reason!), context),
                cancellation, endReason);
    }

    // `withdrawn` and `spam` are codes; any other text is the reason itself.
    private static CycleEnd WhyOf(TicketRequest request, string reason) => reason.Trim().ToLowerInvariant() switch
    {
        _ when request.Actor.By.Kind is ByKind.Resident => CycleEnd.Withdrawn,
        "withdrawn" => CycleEnd.Withdrawn,
        "spam" => CycleEnd.Spam,
        _ => CycleEnd.Cancelled,
    };
}
