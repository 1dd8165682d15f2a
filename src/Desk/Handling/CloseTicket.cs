using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Files a resolved matter away; by itself 15 days after resolving.</summary>
public static class CloseTicket
{
    public static Task<Outcome> CloseAsync(this OnTicket on, WriteUnit unit, TicketRequest request, CancellationToken cancellation) =>
        on.RunAsync(unit, request, TicketAction.Close, (ticket, moment) => ticket.Close(request.Actor.By, moment), cancellation);
}
