using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Makes the actor the assignee of a ticket.</summary>
public static class TakeTicket
{
    public static Task<TicketActionResult> TakeAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        CancellationToken cancellation) =>
        actions.RunAsync(unit, request, TicketAction.Take, (ticket, context) => ticket.Take(request.Actor.Author, context), cancellation);
}
