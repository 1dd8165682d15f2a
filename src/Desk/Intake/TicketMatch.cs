using System.Linq.Expressions;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Intake;

/// <summary>
/// The ticket of a chat that a message belongs to. <paramref name="IsUncertain"/> marks a guess: the resident named no ticket, and this is
/// the likeliest.
/// </summary>
internal sealed record TicketMatch(Ticket? Ticket, long? EditedMessageId, bool IsUncertain)
{
    public static async Task<TicketMatch> FindAsync(
        WriteUnit unit, IntakeRequest request, long chatAddressId, CancellationToken cancellation)
    {
        if (request.TargetTicket is { } number
            && await FindInChatAsync(unit, chatAddressId, t => t.Number == number, unit.Db.FindTicketWithoutResidentMessagesAsync,
                cancellation) is { } chosen)
            return new(chosen, null, false);
        if (await FindByExternalIdAsync(unit, request, request.EditedExternalId, chatAddressId, cancellation) is var (editedTicket,
            editedMessage))
            return new(editedTicket, editedMessage.Id, editedMessage.IsUncertain);
        if (await FindByExternalIdAsync(unit, request, GetFirstPartId(request.ExternalId), chatAddressId, cancellation)
            is var (begunTicket, firstPart))
            return new(begunTicket, null, firstPart.IsUncertain);
        return new(await FindInChatAsync(unit, chatAddressId, t => true, unit.Db.FindTicketWithoutResidentMessagesAsync, cancellation),
            null, IsUncertain: true);
    }

    private static string? GetFirstPartId(string? id) =>
        id?.LastIndexOf(IncomingMessage.PartSeparator) is > 0 and var at ? id[..at] : null;

    private static async Task<(Ticket Ticket, Message Message)?> FindByExternalIdAsync(WriteUnit unit, IntakeRequest request,
        string? id, long chatAddressId, CancellationToken cancellation)
    {
        if (id is null) return null;
        var row = await unit.Db.IntakeIds.AsNoTracking().FirstOrDefaultAsync(
            i => i.ExternalId == id && i.Caller == request.Caller && i.Channel == request.Channel, cancellation);
        if (row is null) return null;
        if (await FindInChatAsync(unit, chatAddressId, t => t.Id == row.TicketId, unit.Db.FindFullTicketAsync,
            cancellation) is not { } ticket)
            return null;
        return ticket.Messages.FirstOrDefault(m => m.Id == row.MessageId) is { } message ? (ticket, message) : null;
    }

    /// <summary>
    /// The newest open ticket; else the newest resolved one; else the newest closed one, which the caller links a new ticket to.
    /// </summary>
    private static async Task<Ticket?> FindInChatAsync(WriteUnit unit, long chatAddressId, Expression<Func<Ticket, bool>> filter,
        Func<long, CancellationToken, Task<Ticket?>> load, CancellationToken cancellation)
    {
        var newest = await unit.Db.Tickets.Where(t => t.ChatAddressId == chatAddressId).Where(filter)
            .OrderBy(t => t.Status == TicketStatus.Closed ? 2 : t.Status == TicketStatus.Resolved ? 1 : 0)
            .ThenByDescending(t => t.Id)
            .Select(t => (long?)t.Id).FirstOrDefaultAsync(cancellation);
        return newest is { } id ? await load(id, cancellation) : null;
    }
}
