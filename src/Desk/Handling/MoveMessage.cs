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
    public static Task<TicketActionResult> MoveMessagesAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        IReadOnlyCollection<long> messages, Ticket target, CancellationToken cancellation) =>
        actions.RunAsync(unit, request, TicketAction.Move, (ticket, context) =>
            CompleteAsync(unit, ticket.MoveMessagesTo(request.Actor.Author, messages, target, context), cancellation), cancellation);

    /// <summary>Moves the attachments and intake rows of moved messages after them.</summary>
    internal static async Task<TicketActionResult> CompleteAsync(WriteUnit unit, MessageMove move, CancellationToken cancellation)
    {
        switch (move)
        {
            case MessageMove.MoveRefused refused:
                return new TicketActionResult.ActionRefused(refused.Refusal);
            case MessageMove.MessagesMoved moved:
                foreach (var (oldId, newId) in moved.NewIds) await MoveRowsAsync(unit, oldId, moved.To.Id, newId, cancellation);
                return new TicketActionResult.ActionDone(moved.To);
            default:
                throw new InvalidOperationException($"Unknown result of a move: {move.GetType().Name}.");
        }
    }

    private static async Task MoveRowsAsync(WriteUnit unit, long oldId, long ticket, long newId, CancellationToken cancellation)
    {
        await unit.Db.Attachments.Where(a => a.MessageId == oldId)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.TicketId, ticket).SetProperty(x => x.MessageId, newId), cancellation);
        await unit.Db.IntakeIds.Where(i => i.MessageId == oldId)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.TicketId, ticket).SetProperty(x => x.MessageId, newId), cancellation);
    }
}
