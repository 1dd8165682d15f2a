using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Resolves a ticket and tells its resident. Refused while a response cycle is unanswered.</summary>
public static class ResolveTicket
{
    public static async Task<TicketActionResult> ResolveAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        string? text, CancellationToken cancellation)
    {
        if (TicketActions.Validate(faults =>
            TextValidation.CheckOptional(faults, "text", text, TextValidation.MaxTextLength)) is { } invalid)
            return invalid;
        return await actions.RunAsync(unit, request, TicketAction.Resolve, (ticket, context) =>
        {
            var message = string.IsNullOrWhiteSpace(text) ? DeskTexts.Format(ticket.Language, "say.resolvedWithoutWords") : text;
            if (ticket.Resolve(request.Actor.Author, TicketActions.NewMessageBody(unit, message), context) is { } refusal) return refusal;
            ResidentMessages.Enqueue(unit, ticket, ticket.Messages[^1], actions.TimeFormatter, context);
            return null;
        }, cancellation);
    }
}
