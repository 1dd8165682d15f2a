using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Somebody makes it their turn.</summary>
public static class TakeTicket
{
    public static Task<Outcome> TakeAsync(this OnTicket on, WriteUnit unit, TicketRequest request, CancellationToken cancellation) =>
        on.RunAsync(unit, request, TicketAction.Take, (ticket, moment) => ticket.Take(request.Actor.By, moment), cancellation);
}
