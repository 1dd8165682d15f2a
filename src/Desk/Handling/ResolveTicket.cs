using System.Text.Json.Serialization;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Resolves a ticket and tells its resident. Refused while a response cycle is unanswered.</summary>
public static class ResolveTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Resolve,
        new JsonOperation<ResolveBody>("resolve", "resolveTicket", "Resolves the ticket and tells the resident.",
            (body, _) => ResolveWith(body.Text))
        {
            WhenEmpty = new(),
        },
        new FormDefinition("resolve", (form, _) => ResolveWith(form["text"]))
        {
            Fields = [new TextFormField("text", "ticket.lastWords") { Rows = 2, HintKey = "ticket.lastWordsHint" }],
            TextForResident = form => form["text"],
        });

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

    private static TicketUseCase ResolveWith(string? text) =>
        (actions, unit, request, cancellation) => actions.ResolveAsync(unit, request, text, cancellation);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ResolveBody
{
    public string? Text { get; init; }
}
