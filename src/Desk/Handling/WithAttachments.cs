using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;

namespace EcomCenter.Desk.Handling;

/// <summary>Runs an action that writes a message and attaches files that its author uploaded before.</summary>
internal static class WithAttachments
{
    /// <param name="answerAttachments">Delivers the files to the resident; null for a message that only staff see.</param>
    public static async Task<TicketActionResult> RunAsync(WriteUnit unit, TicketRequest request,
        IReadOnlyList<IncomingFile> files, AnswerAttachments? answerAttachments, Func<Task<TicketActionResult>> action)
    {
        if (files.Count == 0) return await action();
        var owner = request.Actor.Author.ToString();
        if (await UploadedFiles.ValidateAsync(unit, files, owner) is { } fault) return new TicketActionResult.ActionInvalid([fault]);
        var attachments = await UploadedFiles.FindUnattachedAsync(unit, files, owner);
        if (answerAttachments is not null && await unit.Db.FindFullTicketAsync(request.Number, CancellationToken.None) is { } ticket
            && answerAttachments.Validate(ticket, attachments) is { } undeliverable)
            return new TicketActionResult.ActionInvalid([undeliverable]);
        var result = await action();
        if (result is not TicketActionResult.ActionDone done) return result;
        await UploadedFiles.AttachAsync(unit, files, owner, done.Ticket.Id, done.Ticket.Messages[^1].Id);
        answerAttachments?.Enqueue(unit, done.Ticket, done.Ticket.Messages[^1], attachments);
        return result;
    }
}
