using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Splits messages about something else into a new ticket, linked to the first. The result carries the new ticket.</summary>
public static class SplitTicket
{
    /// <summary>Splits messages for staff and tells the resident the new number.</summary>
    public static async Task<TicketActionResult> SplitAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        IReadOnlyList<long>? messages, SplitReceipt receipt, CancellationToken cancellation)
    {
        if (messages is not { Count: > 0 }) return new TicketActionResult.ActionInvalid([new("messages", "empty")]);
        var result = await actions.SplitAsync(unit, request, TicketAction.Split, messages, kind: null, cancellation);
        if (result is TicketActionResult.ActionDone { Ticket: var newTicket }) await receipt.EnqueueAsync(unit, newTicket, cancellation);
        return result;
    }

    /// <param name="kind">The kind of the new ticket; null means the kind of the first.</param>
    public static async Task<TicketActionResult> SplitAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        TicketAction action, IReadOnlyList<long> messages, TicketKind? kind, CancellationToken cancellation)
    {
        var (newIds, foreign) = (new Dictionary<long, long>(), false);
        Ticket? newTicket = null;
        var result = await actions.RunAsync(unit, request, action, (ticket, context) =>
        {
            var fromResident = ticket.Messages.Where(m => m is { Kind: MessageKind.FromResident, MovedToTicketId: null }).Select(m => m.Id);
            foreign = messages.Except(fromResident).Any();
            if (foreign) return null;
            var target = new SplitTarget(unit.NewId(), unit.NewNumber(), kind ?? ticket.Kind);
            return ticket.SplitMessages(request.Actor.Author, action, messages, target, context, newIds, out newTicket);
        }, cancellation);
        if (foreign) return new TicketActionResult.ActionInvalid([new("messages", "notTheirMessage")]);
        if (newTicket is null) return result;
        unit.Add(newTicket);
        await MoveMessage.MoveFilesAndIntakeRowsAsync(unit, newTicket.Id, newIds, cancellation);
        return new TicketActionResult.ActionDone(newTicket);
    }
}
