using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// Joins a chat to a ticket by the pick-up code of a slip or a call. Answers go to that chat from then on. Returns null if the code is
/// unknown, another chat has used it, or it is not the code of the ticket with the given number.
/// </summary>
public static class JoinChat
{
    public static async Task<Ticket?> JoinChatAsync(this TicketActions actions, WriteUnit unit, string code, TicketNumber? number,
        ChatAddress chat, Language language, CancellationToken cancellation)
    {
        if (await PickUpCodes.FindAsync(unit, code, cancellation) is not { } known) return null;
        if (await unit.Db.FindFullTicketAsync(PickUpCodes.GetTicketId(known), cancellation) is not { } ticket) return null;
        if (number is not null && number != ticket.Number) return null;
        if (ticket.ChatAddress is { } joined) return joined.Chat == chat ? ticket : null;
        if (known.UsedAt is not null) return null;
        known.UsedAt = unit.Now;
        ticket.JoinChat(await Requesters.FindOrAddChatAddressAsync(unit, ticket, chat, cancellation), language,
            actions.NewContext(unit));
        return ticket;
    }
}
