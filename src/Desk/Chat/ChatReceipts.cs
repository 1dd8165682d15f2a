using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Chat;

/// <summary>What a chat is told of a message that was taken.</summary>
public sealed class ChatReceipts(Secrets secrets)
{
    private const int MostOthers = 5;

    public bool KnowsCode(TicketNumber number, string written) => secrets.IsTrackingCodeOf(number, written);

    /// <param name="opened">Whether it opened the ticket; null where the ticket is whole and tells.</param>
    public async Task<IntakeReceipt> OfAsync(WriteUnit unit, Ticket ticket, long messageId, CancellationToken cancellation, bool? opened = null)
    {
        var message = ticket.Messages.First(m => m.Id == messageId);
        return new()
        {
            Number = ticket.Number, TrackingCode = secrets.TrackingCodeOf(ticket.Number), Opened = opened ?? ticket.Messages.Min(m => m.Id) == messageId,
            Thanks = message.Thanks, Unsure = message.Unsure, Kind = ticket.Kind, Others = await OthersAsync(unit, ticket, cancellation),
            // What was missed is no promise any more.
            DueAt = ticket.UnansweredCycle is { State: CycleState.Open } running ? running.DueAt : null,
        };
    }

    /// <summary>A message that was taken before gets the receipt it got then, whatever became of the ticket since.</summary>
    public async Task<IntakeReceipt> AgainAsync(WriteUnit unit, Ticket ticket, IncomingMessage message, CancellationToken cancellation)
    {
        var said = await SaidInChat.FindAsync(unit, message.From, message.ExternalId, cancellation);
        return await OfAsync(unit, ticket, (said ?? throw new InvalidOperationException("A remembered message is gone.")).Messages[0], cancellation);
    }

    private static async Task<IReadOnlyList<TicketNumber>> OthersAsync(WriteUnit unit, Ticket ticket, CancellationToken cancellation)
    {
        var numbers = await unit.Db.Tickets.Where(t => t.ChatAddressId == ticket.ChatAddressId && t.Id != ticket.Id
                && t.Status != TicketStatus.Resolved && t.Status != TicketStatus.Closed)
            .OrderByDescending(t => t.Id).Take(MostOthers).Select(t => t.Number).ToListAsync(cancellation);
        if (numbers.Count == 0) return [];
        return numbers;
    }
}
