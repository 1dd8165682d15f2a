using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// Answers a resident. An answer into a chat leaves through the outbox, and only its delivery meets the response cycle. For a resident with
/// only a phone it creates a call-back.
/// </summary>
public static class AnswerTicket
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.Answer, WriteMessage.Operation, WriteMessage.Composer);

    internal static TicketUseCase Answer(AnswerDraft answer) =>
        (actions, unit, request, cancellation) => actions.AnswerAsync(unit, request, answer, cancellation);

    public static async Task<TicketActionResult> AnswerAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        AnswerDraft answer, CancellationToken cancellation)
    {
        if (TicketActions.Validate(faults => AnswerValidation.Validate(faults, "", answer, unit.Now)) is { } invalid) return invalid;
        var given = new AnswerContent(answer.Kind, TicketActions.NewMessageBody(unit, answer.Text),
            answer.PromisedAt?.TruncateToMilliseconds(), answer.Office?.Trim());
        return await actions.RunAsync(unit, request, TicketAction.Answer, (ticket, context) =>
        {
            if (ticket.Answer(request.Actor.Author, given, context) is { } refusal) return refusal;
            ResidentMessages.Enqueue(unit, ticket, ticket.Messages[^1], actions.TimeFormatter, context);
            return null;
        }, cancellation);
    }
}
