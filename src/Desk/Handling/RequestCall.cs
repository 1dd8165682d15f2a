using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Puts a ticket on the call-back list, because the resident wishes to talk to a person.</summary>
public static class RequestCall
{
    public static Task<TicketActionResult> RequestCallAsync(
        this TicketActions actions, WriteUnit unit, TicketRequest request, CancellationToken cancellation) =>
        actions.RunAsync(unit, request, TicketAction.Write,
            (ticket, context) => ticket.RequestCall(request.Actor.Author, context), cancellation);
}
