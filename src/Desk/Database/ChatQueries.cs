using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database;

internal static class ChatQueries
{
    extension(IQueryable<Ticket> tickets)
    {
        public IQueryable<Ticket> InChat(ChatAddress chat)
        {
            var kind = new AddressKind(chat.Channel);
            return tickets.Where(t => t.ChatAddress!.Value == chat.Chat && t.ChatAddress.Kind == kind && t.ChatAddress.Bot == chat.Bot);
        }
    }

    extension(IQueryable<ReplyWindow> windows)
    {
        public Task<ReplyWindow?> FindByChatAsync(ChatAddress chat, CancellationToken cancellation) =>
            windows.FirstOrDefaultAsync(w => w.Chat == chat.Chat && w.Bot == chat.Bot && w.Channel == chat.Channel, cancellation);
    }

    extension(DeskDb db)
    {
        /// <summary>Finds the reply window of the ticket's chat; null when none is known or the channel has no limit.</summary>
        public async Task<ReplyWindow?> FindReplyWindowAsync(Ticket ticket, CancellationToken cancellation)
        {
            if (ticket.ChatAddressId is not { } id) return null;
            var address = await db.Addresses.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, cancellation);
            return address?.Chat is { } chat ? await db.ReplyWindows.AsNoTracking().FindByChatAsync(chat, cancellation) : null;
        }
    }
}
