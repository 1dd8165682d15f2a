using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Storage;

internal static class TicketsOfChats
{
    extension(IQueryable<Ticket> tickets)
    {
        public IQueryable<Ticket> OfChat(ChatAddress chat)
        {
            var kind = PersonAddress.KindOf(chat.Channel);
            return tickets.Where(t => t.ChatAddress!.Value == chat.Chat && t.ChatAddress.Kind == kind && t.ChatAddress.Bot == chat.Bot);
        }
    }
}
