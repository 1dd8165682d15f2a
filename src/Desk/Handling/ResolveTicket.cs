using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

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
        // A ticket is resolved even if its chat takes nothing now: the words wait until the resident writes again.
        var limits = new AnswerLimits(actions, unit, MayWait: true);
        return await actions.RunAsync(unit, request, TicketAction.Resolve, async (ticket, context) =>
        {
            var words = CleanText.IsBlank(text) ? DeskTexts.Format(ticket.Language, "say.resolvedWithoutWords") : text;
            var body = TicketActions.NewMessageBody(unit, words);
            if (ticket.RefusalReasonFor(TicketAction.Resolve, context.Now) is null
                && await limits.FindFaultAsync(ticket, MessageKind.Resolution, new(AnswerKind.Answer, body), []) is { } fault)
                return new TicketActionResult.ActionInvalid([fault]);
            if (ticket.Resolve(request.Actor.Author, body, context) is { } refusal) return new TicketActionResult.ActionRefused(refusal);
            ResidentMessages.Enqueue(unit, ticket, ticket.Messages[^1], actions.TimeFormatter, context);
            return new TicketActionResult.ActionDone(ticket);
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
