using System.Linq.Expressions;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Intake;

/// <summary>
/// The ticket of a chat that a message belongs to. <paramref name="Unsure"/> marks a guess: the resident named no ticket, and this is
/// the likeliest.
/// </summary>
internal sealed record WhichMatter(Ticket? Ticket, long? Edited, bool Unsure)
{
    public static async Task<WhichMatter> OfAsync(WriteUnit unit, Matter matter, long chat, CancellationToken cancellation)
    {
        if (matter.About is { } number
            && await OfChatAsync(unit, chat, t => t.Number == number, unit.Db.TicketToJoinAsync, cancellation) is { } chosen)
            return new(chosen, null, false);
        if (await EarlierAsync(unit, matter, matter.Edits, chat, cancellation) is var (editedTicket, editedMessage))
            return new(editedTicket, editedMessage.Id, editedMessage.Unsure);
        if (await EarlierAsync(unit, matter, BeginningOf(matter.ExternalId), chat, cancellation)
            is var (begunTicket, firstPart))
            return new(begunTicket, null, firstPart.Unsure);
        return new(await OfChatAsync(unit, chat, t => true, unit.Db.TicketToJoinAsync, cancellation), null, Unsure: true);
    }

    /// <summary>Separates the parts of a text too long for one message: the parts after <c>id</c> are <c>id#2</c>, <c>id#3</c> …</summary>
    public const char Piece = '#';

    private static string? BeginningOf(string? id) => id?.LastIndexOf(Piece) is > 0 and var at ? id[..at] : null;

    private static async Task<(Ticket Ticket, Message Message)?> EarlierAsync(WriteUnit unit, Matter matter,
        string? id, long chat, CancellationToken cancellation)
    {
        if (id is null) return null;
        var row = await unit.Db.Intake.AsNoTracking().FirstOrDefaultAsync(
            i => i.ExternalId == id && i.Caller == matter.Caller && i.Channel == matter.Channel, cancellation);
        if (row is null) return null;
        if (await OfChatAsync(unit, chat, t => t.Id == row.TicketId, unit.Db.WholeTicketAsync, cancellation) is not { } ticket)
            return null;
        return ticket.Messages.FirstOrDefault(m => m.Id == row.MessageId) is { } message ? (ticket, message) : null;
    }

    /// <summary>
    /// The newest open ticket; else the newest resolved one; else the newest closed one, which the caller links a new ticket to.
    /// </summary>
    private static async Task<Ticket?> OfChatAsync(WriteUnit unit, long chat, Expression<Func<Ticket, bool>> which,
        Func<long, CancellationToken, Task<Ticket?>> load, CancellationToken cancellation)
    {
        var newest = await unit.Db.Tickets.Where(t => t.ChatAddressId == chat).Where(which)
            .OrderBy(t => t.Status == TicketStatus.Closed ? 2 : t.Status == TicketStatus.Resolved ? 1 : 0)
            .ThenByDescending(t => t.Id)
            .Select(t => (long?)t.Id).FirstOrDefaultAsync(cancellation);
        return newest is { } id ? await load(id, cancellation) : null;
    }
}
