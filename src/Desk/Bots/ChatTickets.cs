using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>The tickets of a chat, as its resident may see them.</summary>
internal static class ChatTickets
{
    private const int MaxTickets = 10;

    private static readonly MessageKind[] VisibleKinds =
        [MessageKind.Answer, MessageKind.NextStep, MessageKind.NeedFromYou, MessageKind.OutOfRemit, MessageKind.Resolution];

    public static async Task<IReadOnlyList<TrackedTicket>> ListAsync(DeskDb db, ChatAddress chat, CancellationToken cancellation)
    {
        var kind = new AddressKind(chat.Channel);
        var addresses = db.Addresses.Where(a => a.Value == chat.Chat && a.Kind == kind && a.Bot == chat.Bot).Select(a => (long?)a.Id);
        var tickets = await db.Tickets.AsNoTracking().Where(t => addresses.Contains(t.ChatAddressId)).OrderByDescending(t => t.Id)
            .Take(MaxTickets)
            .Include(t => t.Messages).Include(t => t.Ratings).AsSplitQuery().ToListAsync(cancellation);
        return [.. tickets.Select(ToTrackedTicket)];
    }

    public static TrackedTicket ToTrackedTicket(Ticket ticket) => new()
    {
        Number = ticket.Number, Kind = ticket.Kind, Subject = ticket.Subject, Status = ticket.Status,
        Rated = ticket.Ratings.Any(r => r.ResolvedAt == ticket.ResolvedAt),
        ReceivedAt = ticket.ReceivedAt, DueAt = ticket.DueAt, Cycle = ticket.CycleState, Unanswered = ticket.Unanswered,
        Answers =
        [
            .. ticket.Messages.Where(m => VisibleKinds.Contains(m.Kind)).OrderBy(m => m.Id)
                .Select(m => new TrackedAnswer(m.At, m.Text, m.KindOfAnswer) { PromisedAt = m.PromisedAt }),
        ],
    };
}
