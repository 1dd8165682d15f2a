using System.Linq.Expressions;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Intake;

/// <summary>Which of a chat's matters a message belongs to. <paramref name="Unsure"/>: nobody said so, it is only the likeliest.</summary>
internal sealed record WhichMatter(Ticket? Ticket, long? Edited, bool Unsure)
{
    public static async Task<WhichMatter> OfAsync(WriteUnit unit, Matter matter, long chat, CancellationToken cancellation)
    {
        if (matter.About is { } number && await OfChatAsync(unit, chat, t => t.Number == number, unit.Db.TicketToJoinAsync, cancellation) is { } about) return new(about, null, false);
        if (await EarlierAsync(unit, matter, matter.Edits, chat, cancellation) is var (edited, words)) return new(edited, words.Id, words.Unsure);
        if (await EarlierAsync(unit, matter, BeginningOf(matter.ExternalId), chat, cancellation) is var (begun, first)) return new(begun, null, first.Unsure);
        return new(await OfChatAsync(unit, chat, t => true, unit.Db.TicketToJoinAsync, cancellation), null, Unsure: true);
    }

    /// <summary>A text too long for one message comes in pieces: the rest of <c>id</c> is <c>id#2</c>, <c>id#3</c> …</summary>
    public const char Piece = '#';

    private static string? BeginningOf(string? id) => id?.LastIndexOf(Piece) is > 0 and var at ? id[..at] : null;

    private static async Task<(Ticket Ticket, Message Message)?> EarlierAsync(WriteUnit unit, Matter matter, string? id, long chat, CancellationToken cancellation)
    {
        if (id is null) return null;
        var known = await unit.Db.Intake.AsNoTracking().FirstOrDefaultAsync(i => i.ExternalId == id && i.Caller == matter.Caller && i.Channel == matter.Channel, cancellation);
        if (known is null || await OfChatAsync(unit, chat, t => t.Id == known.TicketId, unit.Db.WholeTicketAsync, cancellation) is not { } ticket) return null;
        return ticket.Messages.FirstOrDefault(m => m.Id == known.MessageId) is { } message ? (ticket, message) : null;
    }

    /// <summary>The newest open one; else the newest that is resolved; else the newest closed one, which a new one is then linked to.</summary>
    private static async Task<Ticket?> OfChatAsync(WriteUnit unit, long chat, Expression<Func<Ticket, bool>> which,
        Func<long, CancellationToken, Task<Ticket?>> load, CancellationToken cancellation)
    {
        var newest = await unit.Db.Tickets.Where(t => t.ChatAddressId == chat).Where(which)
            .OrderBy(t => t.Status == TicketStatus.Closed ? 2 : t.Status == TicketStatus.Resolved ? 1 : 0).ThenByDescending(t => t.Id)
            .Select(t => (long?)t.Id).FirstOrDefaultAsync(cancellation);
        return newest is { } id ? await load(id, cancellation) : null;
    }
}
