using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling;

/// <summary>Two matters belong together; neither changes the other's clock.</summary>
public static class LinkTicket
{
    public static async Task<Outcome> LinkAsync(this OnTicket on, WriteUnit unit, TicketRequest request, string? to, CancellationToken cancellation)
    {
        var fault = TicketNumber.TryRead(to, out var number);
        if (fault is not TicketNumberFault.None) return new Outcome.Invalid([new("to", fault is TicketNumberFault.Malformed ? "numberMalformed" : "numberMistyped")]);
        var other = await unit.Db.Tickets.FirstOrDefaultAsync(t => t.Number == number, cancellation);
        if (other is null || !Authority.MayRead(request.Actor, other.Department)) return new Outcome.Invalid([new("to", "numberUnknown")]);
        return await on.RunAsync(unit, request, TicketAction.Link, (ticket, moment) => ticket.Link(request.Actor.By, other, moment), cancellation);
    }
}
