using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Reopens a ticket that was not solved. A new response cycle starts now.</summary>
public static class ReopenTicket
{
    public static async Task<Outcome> ReopenAsync(this OnTicket on, WriteUnit unit, TicketRequest request,
        string? reason, CancellationToken cancellation) =>
        OnTicket.Check(faults => WordRules.Check(faults, "reason", reason, WordRules.LongestText))
        ?? await on.RunAsync(unit, request, TicketAction.Reopen,
            (ticket, context) => ticket.Reopen(request.Actor.By, OnTicket.Said(unit, reason!), context), cancellation);
}
