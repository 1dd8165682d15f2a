using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>The matter is done, and its resident is told. Refused while they still wait for an answer.</summary>
public static class ResolveTicket
{
    public static async Task<Outcome> ResolveAsync(this OnTicket on, WriteUnit unit, TicketRequest request, string? text, CancellationToken cancellation)
    {
        if (OnTicket.Check(faults => WordRules.CheckOptional(faults, "text", text, WordRules.LongestText)) is { } invalid) return invalid;
        return await on.RunAsync(unit, request, TicketAction.Resolve, (ticket, moment) =>
        {
            var words = string.IsNullOrWhiteSpace(text) ? DeskTexts.Say(ticket.Language, "say.resolvedWithoutWords") : text;
            if (ticket.Resolve(request.Actor.By, OnTicket.Said(unit, words), moment) is { } refusal) return refusal;
            ToResident.Send(unit, ticket, ticket.Messages[^1], on.Shown, moment);
            return null;
        }, cancellation);
    }
}
