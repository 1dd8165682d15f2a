using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Makes the actor the assignee of a ticket.</summary>
public static class TakeTicket
{
    public static Task<Outcome> TakeAsync(this OnTicket on, WriteUnit unit, TicketRequest request,
        CancellationToken cancellation) =>
        on.RunAsync(unit, request, TicketAction.Take, (ticket, context) => ticket.Take(request.Actor.By, context), cancellation);
}
