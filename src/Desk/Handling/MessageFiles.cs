using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;

namespace EcomCenter.Desk.Handling;

/// <summary>Runs an action that writes a message and attaches files that its author uploaded before.</summary>
internal static class MessageFiles
{
    /// <param name="write">The action that writes a message which is sent to nobody.</param>
    public static TicketUseCase AttachAfter(IReadOnlyList<IncomingFile> files, TicketUseCase write) =>
        files.Count == 0 ? write : async (actions, unit, request, cancellation) =>
        {
            var owner = request.Actor.Author.ToString();
            if (await UnattachedFiles.ValidateAsync(unit, files, owner) is { } fault) return new TicketActionResult.ActionInvalid([fault]);
            var result = await write(actions, unit, request, cancellation);
            if (result is TicketActionResult.ActionDone { Ticket: var ticket })
                await UnattachedFiles.AttachAsync(unit, files, owner, ticket.Id, ticket.Messages[^1].Id);
            return result;
        };
}
