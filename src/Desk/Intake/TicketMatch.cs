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
    private const int MaxOtherTickets = 20;

    private static readonly TimeSpan SameTalk = TimeSpan.FromMinutes(30);

    /// <param name="sentAt">
    /// The time of the message, clamped to what can be true: a messenger's own time may lie in the future or years back.
    /// </param>
    public static async Task<TicketMatch> FindAsync(
        WriteUnit unit, IntakeRequest request, long chatAddressId, DateTimeOffset sentAt, CancellationToken cancellation)
    {
        if (await FindByExternalIdAsync(unit, request, request.EditedExternalId, chatAddressId, cancellation) is var (editedTicket,
            editedMessage))
            return new(editedTicket, editedMessage.Id, editedMessage.IsUncertain);
        if (await FindRepliedAsync(unit, request, chatAddressId, cancellation) is { } replied) return new(replied, null, false);
        if (request.TargetTicket is { } number
            && await FindInChatAsync(unit, chatAddressId, t => t.Number == number, unit.Db.FindTicketWithoutResidentMessagesAsync,
                cancellation) is { } chosen)
            return new(chosen, null, false);
        if (await FindByExternalIdAsync(unit, request, GetFirstPartId(request.ExternalId), chatAddressId, cancellation)
            is var (begunTicket, firstPart))
            return new(begunTicket, null, firstPart.IsUncertain);
        return await FindLikeliestAsync(unit, chatAddressId, sentAt, cancellation);
    }

    /// <summary>The ticket of the message that was replied to: one of ours, one of the resident, or one that names its ticket.</summary>
    private static async Task<Ticket?> FindRepliedAsync(
        WriteUnit unit, IntakeRequest request, long chatAddressId, CancellationToken cancellation)
    {
        if (request is not { RepliesTo: var (externalId, named), Chat: { } chat }) return null;
        var ids = unit.Db.Outbox.Where(o => o.Chat == chat.Chat && o.Bot == chat.Bot && o.Channel == chat.Channel
            && o.ExternalId == externalId && o.TicketId != null).Select(o => o.TicketId);
        var id = await ids.FirstOrDefaultAsync(cancellation)
            ?? await unit.Db.IntakeIds.Where(i => i.ExternalId == externalId && i.Caller == request.Caller && i.Channel == request.Channel)
                .Select(i => (long?)i.TicketId).FirstOrDefaultAsync(cancellation);
        return id is null && named is null ? null : await FindInChatAsync(unit, chatAddressId,
            t => t.Id == id || (id == null && t.Number == named), unit.Db.FindTicketWithoutResidentMessagesAsync, cancellation);
    }

    /// <summary>
    /// The only one that waits for the resident, if they wrote about no other since; else the open ticket that was talked about last, if
    /// that is not long ago; else the only open one; else the newest, which is a guess if there are other open ones. A resolved ticket is
    /// meant where none is open.
    /// </summary>
    private static async Task<TicketMatch> FindLikeliestAsync(
        WriteUnit unit, long chatAddressId, DateTimeOffset sentAt, CancellationToken cancellation)
    {
        var others = await unit.Db.Tickets.Where(t => t.ChatAddressId == chatAddressId && t.Status != TicketStatus.Closed)
            .OrderByDescending(t => t.Id).Take(MaxOtherTickets)
            .Select(t => new
            {
                t.Id, t.Status,
                LastMessageAt = t.Messages.Where(m => m.Kind != MessageKind.Note && m.MovedToTicketId == null)
                    .OrderByDescending(m => m.Id).Select(m => m.At).FirstOrDefault(),
                LastWordsId = t.Messages.Where(m => m.Kind == MessageKind.FromResident && m.MovedToTicketId == null)
                    .Max(m => (long?)m.Id) ?? 0,
                LastOfStaffId = t.Messages.Where(m => m.Kind != MessageKind.Note && m.Kind != MessageKind.FromResident)
                    .Max(m => (long?)m.Id) ?? 0,
            })
            .ToListAsync(cancellation);
        var open = others.FindAll(t => t.Status is not TicketStatus.Resolved);
        var waiting = open.FindAll(t => t.Status is TicketStatus.WaitingForResident);
        var asked = waiting is [var only] && !others.Exists(t => t.Id != only.Id && t.LastWordsId > only.LastOfStaffId) ? only : null;
        var last = (open.Count > 0 ? open : others).MaxBy(t => t.LastMessageAt);
        var likeliest = asked?.Id ?? (last is not null && (sentAt - last.LastMessageAt).Duration() < SameTalk ? last.Id
            : open.Count > 1 && waiting is [var other] ? other.Id : (long?)null);
        var ticket = await FindInChatAsync(unit, chatAddressId, t => likeliest == null || t.Id == likeliest,
            unit.Db.FindTicketWithoutResidentMessagesAsync, cancellation);
        return new(ticket, null, IsUncertain: likeliest is null && open.Count > 1);
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
