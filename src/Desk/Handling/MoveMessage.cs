using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// What a resident said turns out to be about another matter. Its files go with it, and whoever hands the same message in again finds it there.
/// </summary>
public static class MoveMessage
{
    /// <summary>It is about this one after all.</summary>
    public static Task<Outcome> SettleAsync(this OnTicket on, WriteUnit unit, TicketRequest request, IReadOnlyCollection<long> messages, CancellationToken cancellation) =>
        on.RunAsync(unit, request, TicketAction.Move, (ticket, moment) => ticket.Settle(request.Actor.By, messages, moment), cancellation);

    /// <summary>To another matter: the outcome is that one.</summary>
    public static async Task<Outcome> MoveAsync(this OnTicket on, WriteUnit unit, TicketRequest request, IReadOnlyCollection<long> messages, Ticket to,
        CancellationToken cancellation)
    {
        var fresh = new Dictionary<long, long>();
        var outcome = await on.RunAsync(unit, request, TicketAction.Move,
            (ticket, moment) => ticket.Move(request.Actor.By, messages, to, moment, fresh), cancellation);
        if (outcome is not Outcome.Done) return outcome;
        await BringAlongAsync(unit, to.Id, fresh, cancellation);
        return new Outcome.Done(to);
    }

    /// <summary>Files and the ids that channels know messages by.</summary>
    internal static async Task BringAlongAsync(WriteUnit unit, long ticket, Dictionary<long, long> fresh, CancellationToken cancellation)
    {
        foreach (var (before, now) in fresh)
        {
            await unit.Db.Attachments.Where(a => a.MessageId == before)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.TicketId, ticket).SetProperty(x => x.MessageId, now), cancellation);
            await unit.Db.Intake.Where(i => i.MessageId == before)
                .ExecuteUpdateAsync(i => i.SetProperty(x => x.TicketId, ticket).SetProperty(x => x.MessageId, now), cancellation);
        }
    }
}
