using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// Moves a resident's messages to the ticket they are about. Their files move with them, and a channel that submits the same message again
/// finds it there.
/// </summary>
public static class MoveMessage
{
    /// <summary>Confirms that messages of an uncertain ticket belong to this one.</summary>
    public static Task<TicketActionResult> ConfirmMessagesAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        IReadOnlyCollection<long> messages, CancellationToken cancellation) =>
        actions.RunAsync(unit, request, TicketAction.Move,
            (ticket, context) => ticket.ConfirmMessages(request.Actor.Author, messages, context),
            cancellation);

    /// <summary>Moves messages to another ticket. The result carries that ticket.</summary>
    public static async Task<TicketActionResult> MoveMessagesAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        IReadOnlyCollection<long> messages, Ticket target, CancellationToken cancellation)
    {
        var newIds = new Dictionary<long, long>();
        var result = await actions.RunAsync(unit, request, TicketAction.Move,
            (ticket, context) => ticket.MoveMessagesTo(request.Actor.Author, messages, target, context, newIds), cancellation);
        if (result is not TicketActionResult.ActionDone) return result;
        await MoveFilesAndIntakeRowsAsync(unit, target.Id, newIds, cancellation);
        return new TicketActionResult.ActionDone(target);
    }

    /// <summary>
    /// Moves attachments and intake rows to the copies of moved messages. <paramref name="newIds"/> maps old message ids to new ones.
    /// </summary>
    internal static async Task MoveFilesAndIntakeRowsAsync(WriteUnit unit, long ticket, Dictionary<long, long> newIds,
        CancellationToken cancellation)
    {
        foreach (var (oldId, newId) in newIds)
        {
            await unit.Db.Attachments.Where(a => a.MessageId == oldId)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.TicketId, ticket).SetProperty(x => x.MessageId, newId), cancellation);
            await unit.Db.IntakeIds.Where(i => i.MessageId == oldId)
                .ExecuteUpdateAsync(i => i.SetProperty(x => x.TicketId, ticket).SetProperty(x => x.MessageId, newId), cancellation);
        }
    }
}
