using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>A matter of its own is made of what was said of two at once. The outcome is the new one, which is linked to the first.</summary>
public static class SplitTicket
{
    /// <summary>Staff split messages off, and the resident is told of the new number.</summary>
    public static async Task<Outcome> SplitAsync(this OnTicket on, WriteUnit unit, TicketRequest request, IReadOnlyList<long>? messages, SplitReceipt receipt,
        CancellationToken cancellation)
    {
        if (messages is not { Count: > 0 }) return new Outcome.Invalid([new("messages", "empty")]);
        var outcome = await on.SplitAsync(unit, request, TicketAction.Split, messages, kind: null, cancellation);
        if (outcome is Outcome.Done { Ticket: var own }) await receipt.TellAsync(unit, own, cancellation);
        return outcome;
    }

    /// <param name="kind">Its kind; that of the first where nobody knows better.</param>
    public static async Task<Outcome> SplitAsync(this OnTicket on, WriteUnit unit, TicketRequest request, TicketAction action, IReadOnlyList<long> messages,
        TicketKind? kind, CancellationToken cancellation)
    {
        var (fresh, strangers) = (new Dictionary<long, long>(), false);
        Ticket? own = null;
        var outcome = await on.RunAsync(unit, request, action, (ticket, moment) =>
        {
            strangers = messages.Except(ticket.Messages.Where(m => m is { Kind: MessageKind.FromResident, MovedTo: null }).Select(m => m.Id)).Any();
            if (strangers) return null;
            return ticket.Split(request.Actor.By, action, messages, new(unit.NewId(), unit.NewNumber(), kind ?? ticket.Kind), moment, fresh, out own);
        }, cancellation);
        if (strangers) return new Outcome.Invalid([new("messages", "notTheirMessage")]);
        if (own is null) return outcome;
        unit.Add(own);
        await MoveMessage.BringAlongAsync(unit, own.Id, fresh, cancellation);
        return new Outcome.Done(own);
    }
}
