using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
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
    public static Task<Outcome> SettleAsync(this OnTicket on, WriteUnit unit, TicketRequest request,
        IReadOnlyCollection<long> messages, CancellationToken cancellation) =>
        on.RunAsync(unit, request, TicketAction.Move, (ticket, context) => ticket.Settle(request.Actor.By, messages, context),
            cancellation);

    /// <summary>Moves messages to another ticket. The result carries that ticket.</summary>
    public static async Task<Outcome> MoveAsync(this OnTicket on, WriteUnit unit, TicketRequest request,
        IReadOnlyCollection<long> messages, Ticket to, CancellationToken cancellation)
    {
        var newIds = new Dictionary<long, long>();
        var result = await on.RunAsync(unit, request, TicketAction.Move,
            (ticket, context) => ticket.Move(request.Actor.By, messages, to, context, newIds), cancellation);
        if (result is not Outcome.Done) return result;
        await BringAlongAsync(unit, to.Id, newIds, cancellation);
        return new Outcome.Done(to);
    }

    /// <summary>
    /// Moves attachments and intake rows to the copies of moved messages. <paramref name="fresh"/> maps old message ids to new ones.
    /// </summary>
    internal static async Task BringAlongAsync(WriteUnit unit, long ticket, Dictionary<long, long> fresh,
        CancellationToken cancellation)
    {
        foreach (var (oldId, newId) in fresh)
        {
            await unit.Db.Attachments.Where(a => a.MessageId == oldId)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.TicketId, ticket).SetProperty(x => x.MessageId, newId), cancellation);
            await unit.Db.Intake.Where(i => i.MessageId == oldId)
                .ExecuteUpdateAsync(i => i.SetProperty(x => x.TicketId, ticket).SetProperty(x => x.MessageId, newId), cancellation);
        }
    }
}
