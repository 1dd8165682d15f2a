using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;

namespace EcomCenter.Desk.Handling;

/// <summary>Runs an action that writes a message and attaches files that its author uploaded before.</summary>
internal static class MessageFiles
{
    /// <param name="write">The action that writes the message.</param>
    /// <param name="isAnswer">True for a message that is sent to the resident, together with its files.</param>
    public static TicketUseCase AttachAfter(IReadOnlyList<IncomingFile> files, bool isAnswer, TicketUseCase write) =>
        files.Count == 0 ? write : async (actions, unit, request, cancellation) =>
        {
            var owner = request.Actor.Author.ToString();
            if (await UnattachedFiles.ValidateAsync(unit, files, owner) is { } fault) return new TicketActionResult.ActionInvalid([fault]);
            var attachments = await UnattachedFiles.FindUnattachedAsync(unit, files, owner);
            if (isAnswer && await unit.Db.FindFullTicketAsync(request.Number, CancellationToken.None) is { } ticket
                && AnswerAttachments.Validate(ticket, attachments) is { } undeliverable)
                return new TicketActionResult.ActionInvalid([undeliverable]);
            var result = await write(actions, unit, request, cancellation);
            if (result is not TicketActionResult.ActionDone done) return result;
            await UnattachedFiles.AttachAsync(unit, files, owner, done.Ticket.Id, done.Ticket.Messages[^1].Id);
            if (isAnswer) AnswerAttachments.Enqueue(unit, done.Ticket, done.Ticket.Messages[^1], attachments);
            return result;
        };
}
