using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>The tickets of a chat, as its resident may see them.</summary>
internal static class ChatTickets
{
    private const int MaxTickets = 10;

    /// <param name="findDepartment">The name of the department that handles a ticket.</param>
    public static async Task<IReadOnlyList<TrackedTicket>> ListAsync(
        DeskDb db, ChatAddress chat, Func<Ticket, string?> findDepartment, CancellationToken cancellation)
    {
        var kind = new AddressKind(chat.Channel);
        var addresses = db.Addresses.Where(a => a.Value == chat.Chat && a.Kind == kind && a.Bot == chat.Bot).Select(a => (long?)a.Id);
        var tickets = await db.Tickets.Where(t => addresses.Contains(t.ChatAddressId)).OrderByDescending(t => t.Id).Take(MaxTickets)
            .WithResidentView().ToListAsync(cancellation);
        return [.. tickets.Select(ticket => ticket.ToTrackedTicket() with { HandledBy = findDepartment(ticket) })];
    }
}
