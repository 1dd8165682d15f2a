using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>Creates the receipt that a chat gets for a submitted message.</summary>
public sealed class IntakeReceipts(TrackingCodes trackingCodes, CatalogueNames catalogue)
{
    private const int MaxOtherTickets = 5;

    /// <param name="opensTicket">True if the message opened the ticket; null to read it from the ticket, which must be loaded
    /// whole.</param>
    public async Task<IntakeReceipt> CreateAsync(WriteUnit unit, Ticket ticket, long messageId, CancellationToken cancellation,
        bool? opensTicket = null)
    {
        var message = ticket.Messages.First(m => m.Id == messageId);
        return new()
        {
            Number = ticket.Number, TrackingCode = trackingCodes.GetCode(ticket.Number),
            Opened = opensTicket ?? ticket.Messages.Min(m => m.Id) == messageId,
            IsCourtesy = message.IsCourtesy, IsOver = !ticket.IsOpen, IsUncertain = message.IsUncertain, Kind = ticket.Kind,
            OtherOpenTickets = await FindOtherOpenTicketsAsync(unit, ticket, cancellation),
            HandledBy = FindDepartmentName(ticket),
            // A missed cycle has no due time left to promise.
            DueAt = ticket.UnansweredCycle is { State: CycleState.Open } running ? running.DueAt : null,
        };
    }

    /// <summary>Creates the receipt of a duplicate: the same one as before, for the ticket that the message is in now.</summary>
    public async Task<IntakeReceipt> CreateForDuplicateAsync(WriteUnit unit, Ticket ticket, IncomingMessage message,
        CancellationToken cancellation)
    {
        var stored = await StoredChatMessage.FindAsync(unit, message.From, message.ExternalId, cancellation)
            ?? throw new InvalidOperationException("The intake row names a message that no longer exists.");
        return await CreateAsync(unit, ticket, stored.MessageIds[0], cancellation);
    }

    /// <summary>Returns the name of the ticket's department in the ticket's language; null if no department has it.</summary>
    public string? FindDepartmentName(Ticket ticket) =>
        ticket.Department is { } code ? catalogue.DepartmentName(ticket.Language, code) : null;

    private static async Task<IReadOnlyList<TicketNumber>> FindOtherOpenTicketsAsync(WriteUnit unit, Ticket ticket,
        CancellationToken cancellation)
    {
        if (ticket.ChatAddressId is not { } chat || !await unit.HasOtherOpenTicketAsync(chat, ticket.Id)) return [];
        return await unit.Db.Tickets.Where(t => t.ChatAddressId == chat && t.Id != ticket.Id
                && t.Status != TicketStatus.Resolved && t.Status != TicketStatus.Closed)
            .OrderByDescending(t => t.Id).Take(MaxOtherTickets).Select(t => t.Number).ToListAsync(cancellation);
    }
}
