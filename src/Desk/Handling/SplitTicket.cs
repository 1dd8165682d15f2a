using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>A matter of its own is made of what was said of two at once. The outcome is the new one, which is linked to the first.</summary>
public static class SplitTicket
{
    /// <summary>Staff split messages off.</summary>
    public static Task<Outcome> SplitAsync(this OnTicket on, WriteUnit unit, TicketRequest request, IReadOnlyList<long>? messages, CancellationToken cancellation) =>
        messages is { Count: > 0 } ? on.SplitAsync(unit, request, TicketAction.Split, messages, kind: null, cancellation)
            : Task.FromResult<Outcome>(new Outcome.Invalid([new("messages", "empty")]));

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
