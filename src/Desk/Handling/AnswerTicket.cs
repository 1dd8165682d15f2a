using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
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

    /// <param name="mayWait">True to keep an answer that the chat does not take now until the resident writes again.</param>
    internal static TicketUseCase Answer(AnswerDraft answer, IReadOnlyList<IncomingFile> files, bool mayWait) =>
        (actions, unit, request, cancellation) => actions.AnswerAsync(unit, request, answer, cancellation, files, mayWait);

    public static async Task<TicketActionResult> AnswerAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        AnswerDraft answer, CancellationToken cancellation, IReadOnlyList<IncomingFile>? files = null, bool mayWait = false)
    {
        if (TicketActions.Validate(faults => AnswerValidation.Validate(faults, "", answer, unit.Now)) is { } invalid) return invalid;
        var owner = request.Actor.Author.ToString();
        if (await UnattachedFiles.ValidateAsync(unit, files ?? [], owner) is { } unknown)
            return new TicketActionResult.ActionInvalid([unknown]);
        var given = new AnswerContent(answer.Kind, TicketActions.NewMessageBody(unit, answer.Text),
            answer.PromisedAt?.TruncateToMilliseconds(), answer.Office?.Trim());
        var attachments = await UnattachedFiles.FindUnattachedAsync(unit, files ?? [], owner);
        var limits = new AnswerLimits(actions, unit, mayWait);
        return await actions.RunAsync(unit, request, TicketAction.Answer, async (ticket, context) =>
        {
            var isAllowed = ticket.RefusalReasonFor(TicketAction.Answer, context.Now) is null;
            if (isAllowed && await limits.FindFaultAsync(ticket, Message.KindFor(answer.Kind), given, attachments) is { } fault)
                return new TicketActionResult.ActionInvalid([fault]);
            if (ticket.Answer(request.Actor.Author, given, context) is { } refusal) return new TicketActionResult.ActionRefused(refusal);
            var message = ticket.Messages[^1];
            ResidentMessages.Enqueue(unit, ticket, message, actions.TimeFormatter, context);
            await UnattachedFiles.AttachAsync(unit, files ?? [], owner, ticket.Id, message.Id);
            AnswerAttachments.Enqueue(unit, ticket, message, attachments);
            return new TicketActionResult.ActionDone(ticket);
        }, cancellation);
    }
}
