using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Ends a ticket without an answer: withdrawn by its resident, spam, or for another stated reason.</summary>
public static class CancelTicket
{
    public static async Task<TicketActionResult> CancelAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        string? reason, CancellationToken cancellation)
    {
        if (TicketActions.Validate(faults =>
            TextValidation.CheckRequired(faults, "reason", reason, TextValidation.MaxTextLength)) is { } invalid)
            return invalid;
        var endReason = ParseReason(request, reason!);
        return await actions.RunAsync(unit, request, TicketAction.Cancel,
            (ticket, context) => ticket.Cancel(request.Actor.Author, endReason, TicketActions.NewMessageBody(unit, reason!), context),
                cancellation, endReason);
    }

    // `withdrawn` and `spam` are codes; any other text is the reason itself.
    private static CycleEndReason ParseReason(TicketRequest request, string reason) => reason.Trim().ToLowerInvariant() switch
    {
        _ when request.Actor.Author.Kind is AuthorKind.Resident => CycleEndReason.Withdrawn,
        "withdrawn" => CycleEndReason.Withdrawn,
        "spam" => CycleEndReason.Spam,
        _ => CycleEndReason.Cancelled,
    };
}
