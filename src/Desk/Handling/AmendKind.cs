using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>What kind of matter it is, said after it came in.</summary>
public static class AmendKind
{
    public static Task<Outcome> AmendAsync(this OnTicket on, WriteUnit unit, TicketRequest request, TicketKind kind, CancellationToken cancellation) =>
        on.RunAsync(unit, request, TicketAction.Amend, (ticket, moment) => ticket.Amend(request.Actor.By, kind, moment), cancellation);
}
