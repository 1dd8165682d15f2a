using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// The codes by which a chat reaches a ticket that is not its own: the tracking code of a slip, and the pick-up code of a counter slip or
/// hotline call. Wrong codes are counted.
/// </summary>
public sealed class ChatCodes(TicketActions actions, TrackingCodes trackingCodes, ChatCodeRateLimit codeRateLimit)
{
    /// <summary>Finds a ticket by number and tracking code, as the tracking page does. Null if the code does not match.</summary>
    public async Task<TrackedTicket?> TrackAsync(WriteUnit unit, ChatAddress chat, TicketNumber number, string code)
    {
        if (!codeRateLimit.MayTryTracking(chat, number)) return null;
        var found = unit.Db.Tickets.Where(t => t.Number == number).WithResidentView();
        if (trackingCodes.Matches(number, code) && await found.FirstOrDefaultAsync() is { } ticket) return ticket.ToTrackedTicket();
        // The write may run again, so a wrong code counts only when it is committed.
        unit.AfterCommit(() => codeRateLimit.RecordWrongTracking(chat, number));
        return null;
    }

    /// <summary>
    /// Joins the chat to the ticket of a counter slip or hotline call by its pick-up code. Null if the code is unknown, or too many were
    /// tried. With the <paramref name="number"/> of the ticket, the wrong codes of other chats don't matter.
    /// </summary>
    public async Task<TrackedTicket?> PickUpAsync(
        WriteUnit unit, ChatAddress chat, string code, Language language, TicketNumber? number = null)
    {
        var mayTry = number is { } named ? codeRateLimit.MayTry(chat, named) : codeRateLimit.MayTry(chat, CodePurpose.PickUp);
        if (!mayTry) return null;
        if (PickUpCodes.Parse(code) is { } digits
            && await actions.JoinChatAsync(unit, digits, number, chat, language, CancellationToken.None) is { } ticket)
            return ticket.ToTrackedTicket();
        // The write may run again, so a wrong code counts only when it is committed.
        unit.AfterCommit(() =>
        {
            if (number is { } guessed) codeRateLimit.RecordWrongCode(chat, guessed);
            else codeRateLimit.RecordWrongCode(chat, CodePurpose.PickUp);
        });
        return null;
    }
}
