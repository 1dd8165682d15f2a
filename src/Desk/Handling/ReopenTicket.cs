using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>It was not solved after all: a new promise starts now.</summary>
public static class ReopenTicket
{
    public static async Task<Outcome> ReopenAsync(this OnTicket on, WriteUnit unit, TicketRequest request, string? reason, CancellationToken cancellation) =>
        OnTicket.Check(faults => WordRules.Check(faults, "reason", reason, WordRules.LongestText))
        ?? await on.RunAsync(unit, request, TicketAction.Reopen, (ticket, moment) => ticket.Reopen(request.Actor.By, OnTicket.Said(unit, reason!), moment), cancellation);
}
