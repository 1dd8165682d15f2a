using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Resolves a ticket and tells its resident. Refused while a response cycle is unanswered.</summary>
public static class ResolveTicket
{
    public static async Task<Outcome> ResolveAsync(this OnTicket on, WriteUnit unit, TicketRequest request,
        string? text, CancellationToken cancellation)
    {
        if (OnTicket.Check(faults => WordRules.CheckOptional(faults, "text", text, WordRules.LongestText)) is { } invalid)
            return invalid;
        return await on.RunAsync(unit, request, TicketAction.Resolve, (ticket, context) =>
        {
            var message = string.IsNullOrWhiteSpace(text) ? DeskTexts.Say(ticket.Language, "say.resolvedWithoutWords") : text;
            if (ticket.Resolve(request.Actor.By, OnTicket.Said(unit, message), context) is { } refusal) return refusal;
            ToResident.Send(unit, ticket, ticket.Messages[^1], on.Shown, context);
            return null;
        }, cancellation);
    }
}
