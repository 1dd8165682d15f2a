using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Splits messages about something else into a new ticket, linked to the first. The result carries the new ticket.</summary>
public static class SplitTicket
{
    /// <summary>Splits messages for staff and tells the resident the new number.</summary>
    public static async Task<Outcome> SplitAsync(this OnTicket on, WriteUnit unit, TicketRequest request,
        IReadOnlyList<long>? messages, SplitReceipt receipt, CancellationToken cancellation)
    {
        if (messages is not { Count: > 0 }) return new Outcome.Invalid([new("messages", "empty")]);
        var result = await on.SplitAsync(unit, request, TicketAction.Split, messages, kind: null, cancellation);
        if (result is Outcome.Done { Ticket: var newTicket }) await receipt.TellAsync(unit, newTicket, cancellation);
        return result;
    }

    /// <param name="kind">The kind of the new ticket; null means the kind of the first.</param>
    public static async Task<Outcome> SplitAsync(this OnTicket on, WriteUnit unit, TicketRequest request,
        TicketAction action, IReadOnlyList<long> messages, TicketKind? kind, CancellationToken cancellation)
    {
        var (newIds, foreign) = (new Dictionary<long, long>(), false);
        Ticket? newTicket = null;
        var result = await on.RunAsync(unit, request, action, (ticket, context) =>
        {
            var fromResident = ticket.Messages.Where(m => m is { Kind: MessageKind.FromResident, MovedTo: null }).Select(m => m.Id);
            foreign = messages.Except(fromResident).Any();
            if (foreign) return null;
            var target = new OwnMatter(unit.NewId(), unit.NewNumber(), kind ?? ticket.Kind);
            return ticket.Split(request.Actor.By, action, messages, target, context, newIds, out newTicket);
        }, cancellation);
        if (foreign) return new Outcome.Invalid([new("messages", "notTheirMessage")]);
        if (newTicket is null) return result;
        unit.Add(newTicket);
        await MoveMessage.BringAlongAsync(unit, newTicket.Id, newIds, cancellation);
        return new Outcome.Done(newTicket);
    }
}
