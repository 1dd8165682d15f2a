using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Reopens a ticket that was not solved. A new response cycle starts now.</summary>
public static class ReopenTicket
{
    public static async Task<TicketActionResult> ReopenAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        string? reason, CancellationToken cancellation) =>
        TicketActions.Validate(faults => TextValidation.CheckRequired(faults, "reason", reason, TextValidation.MaxTextLength))
        ?? await actions.RunAsync(unit, request, TicketAction.Reopen,
            (ticket, context) => ticket.Reopen(request.Actor.Author, TicketActions.NewMessageBody(unit, reason!), context), cancellation);
}
