using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling;

/// <summary>Records that a resident urges an answer. It changes no clock; the board marks the card.</summary>
public static class UrgeAnswer
{
    public static Task<TicketActionResult> UrgeAsync(
        this TicketActions actions, WriteUnit unit, TicketRequest request, CancellationToken cancellation) =>
        actions.RunAsync(unit, request, TicketAction.Write, async (ticket, context) => TicketActionResult.FromRefusal(
            ticket.Urge(request.Actor.Author, await FindEarlierAsync(unit, ticket, cancellation), context), ticket), cancellation);

    private static Task<List<DateTimeOffset>> FindEarlierAsync(WriteUnit unit, Ticket ticket, CancellationToken cancellation)
    {
        var since = ticket.LatestCycle.StartedAt;
        return unit.Db.Events.Where(e => e.TicketId == ticket.Id && e.Type == EventJson.NameOf<TicketUrged>() && e.At >= since)
            .Select(e => e.At).ToListAsync(cancellation);
    }
}
