using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Outbox;

/// <summary>
/// Sends the answers that could not be delivered when their resident is back: oldest first, each once. Their rows are queued again by the
/// write that handles the resident's update, so a crash leaves either none of it or all of it. As the rows keep their ids, they go out
/// before the bot's reply to that update.
/// </summary>
public sealed class WaitingAnswers(ReplyWindows windows, PromisePolicy policy)
{
    /// <summary>One of the messages that a channel allows is left to the bot's reply.</summary>
    internal const int ReservedForReply = 1;

    /// <summary>
    /// Queues what waits in the chat, as far as the channel takes it now. The rest stays on the call-back list. Called once for each
    /// update by which a resident shows that the chat reaches them, after the update was applied to the reply window.
    /// </summary>
    public async Task SendAsync(WriteUnit unit, ChatAddress chat)
    {
        if (!await unit.HasTicketToCallBackAsync(chat)) return;
        var room = await windows.FindRoomAsync(unit, chat);
        if (room is { Messages: 0 }) return;
        var tickets = await LoadTicketsAsync(unit, chat);
        foreach (var ticket in tickets) ticket.SetReachable(true, unit.CreateChangeContext(policy));
        await QueueAsync(unit, chat, tickets, room?.Messages - ReservedForReply ?? int.MaxValue);
    }

    private static async Task<List<Ticket>> LoadTicketsAsync(WriteUnit unit, ChatAddress chat)
    {
        var ids = await unit.Db.Tickets.InChat(chat)
            .Where(t => (t.Unreachable || t.NeedsCallBack) && t.Status != TicketStatus.Closed).Select(t => t.Id).ToListAsync();
        var tickets = new List<Ticket>();
        foreach (var id in ids)
            if (await unit.Db.FindFullTicketAsync(id, CancellationToken.None) is { } ticket) tickets.Add(ticket);
        return tickets;
    }

    // An answer is sent whole or not at all. A newer one never overtakes it: once delivered, it would count in place of the older.
    private async Task QueueAsync(WriteUnit unit, ChatAddress chat, List<Ticket> tickets, int left)
    {
        var held = new HashSet<Ticket>();
        var waiting = tickets.SelectMany(ticket => ticket.GetWaitingMessages().Select(message => (ticket, message.Id)));
        foreach (var (ticket, message) in waiting.OrderBy(answer => answer.Id))
        {
            var pieces = held.Contains(ticket) ? 0 : await unit.CountUndeliveredPiecesAsync(chat, message);
            if (pieces == 0 || pieces > left)
            {
                held.Add(ticket);
                continue;
            }

            left -= pieces;
            await unit.QueueUndeliveredPiecesAsync(chat, message);
            ticket.ResumeDelivery(message, unit.CreateChangeContext(policy));
        }
    }
}
