using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Staff write down what the resident said.</summary>
public static class WriteOnBehalf
{
    public static async Task<Outcome> WriteAsync(this OnTicket on, WriteUnit unit, TicketRequest request, string? text, CancellationToken cancellation) =>
        OnTicket.Check(faults => WordRules.Check(faults, "text", text, WordRules.LongestText))
        ?? await on.RunAsync(unit, request, TicketAction.Write,
            (ticket, moment) => ticket.Write(request.Actor.By, OnTicket.Said(unit, text!) with { Thanks = Thanks.Is(text!) }, moment), cancellation);
}
