using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Tells a resident once that the answer is late, who has the matter, and how to reach the centre. It is no answer: the cycle stays
/// unanswered.
/// </summary>
public sealed class LateNotices(IOptions<CentreOptions> centre, CatalogueNames catalogue, TimeFormatter timeFormatter)
{
    /// <summary>The number of messages left for the answer itself, on a channel that counts them.</summary>
    private const int MessagesLeftForAnswer = 2;

    public async Task EnqueueAsync(WriteUnit unit, IReadOnlyList<Ticket> missed, CancellationToken cancellation)
    {
        var reachable = missed.Where(ticket => ticket is { Reach: Reach.Chat, Unreachable: false, ChatAddress.Chat: not null })
            .Select(ticket => (Ticket: ticket, Chat: ticket.ChatAddress!.Chat!)).ToList();
        if (reachable.Count == 0) return;
        var chats = reachable.Select(one => one.Chat.Chat).ToList();
        var windows = (await unit.Db.ReplyWindows.AsNoTracking().Where(w => EF.Parameter(chats).Contains(w.Chat)).ToListAsync(cancellation))
            .ToDictionary(w => new ChatAddress(w.Channel, w.Bot, w.Chat));
        foreach (var (ticket, chat) in reachable)
        {
            if (windows.GetValueOrDefault(chat) is not { } window
                || (window.OpenUntil > unit.Now && window.MessagesLeft > MessagesLeftForAnswer)) Enqueue(unit, ticket, chat);
        }
    }

    private void Enqueue(WriteUnit unit, Ticket ticket, ChatAddress chat)
    {
        var language = ticket.Language;
        var who = ticket.Department is { } code
            ? DeskTexts.Format(language, "say.lateBy", ("department", catalogue.DepartmentName(language, code)))
            : DeskTexts.Format(language, "say.lateNobody");
        var text = DeskTexts.Format(language, "say.late",
            ("number", ticket.Number), ("due", timeFormatter.DateAndTimeWithZone(language, ticket.DueAt)),
            ("who", language is Language.ZhHans ? who : who + " "), ("contact", centre.Value.UrgentContactIn(language)));
        unit.Enqueue(new OutgoingMessage { To = chat, Text = text, Language = language });
    }
}
