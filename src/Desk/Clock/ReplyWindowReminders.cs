using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Reminders before the reply window of a chat closes. A resident who waits for an answer is told once that it is being worked on.
/// After the window has closed, the ticket goes on the call-back list. The reminder does not count as an answer.
/// </summary>
public sealed class ReplyWindowReminders(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, PromisePolicy policy, TimeFormatter timeFormatter, TimeProvider time)
{
    /// <summary>A reminder needs two messages left, so that the last one stays free for an answer of staff.</summary>
    private const int BatchSize = 20, MaxWindows = 1_000, MinMessagesLeft = 2;

    public async Task ProcessDueAsync(CancellationToken cancellation)
    {
        foreach (var batch in (await FindDueAsync(cancellation)).Chunk(BatchSize))
            await writer.WriteAsync(async unit =>
            {
                foreach (var chat in batch) await ProcessDueAsync(unit, chat, cancellation);
            }, cancellation);
    }

    private async Task<List<ChatAddress>> FindDueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.Now();
        var due = await db.ReplyWindows.AsNoTracking()
            .Where(w => w.RemindAt <= now).OrderBy(w => w.RemindAt).Take(MaxWindows).ToListAsync(cancellation);
        return due.ConvertAll(w => new ChatAddress(w.Channel, w.Bot, w.Chat));
    }

    // Reads again within the transaction: the resident may have written meanwhile, or another node may have handled the window.
    private async Task ProcessDueAsync(WriteUnit unit, ChatAddress chat, CancellationToken cancellation)
    {
        if (await ReplyWindows.FindAsync(unit.Db, chat, cancellation) is not { } window) return;
        if (unit.IsClockDoubted || window.RemindAt is null || window.RemindAt > unit.Now) return;
        var waiting = await FindWaitingTicketsAsync(unit.Db, chat, cancellation);
        if (window.OpenUntil <= unit.Now)
        {
            window.RemindAt = null;
            foreach (var ticket in waiting) ticket.RecordReplyWindowClosed(unit.CreateChangeContext(policy));
            return;
        }

        window.RemindAt = window.OpenUntil;
        if (window.MessagesLeft >= MinMessagesLeft && waiting.Count > 0) unit.Enqueue(CreateReminder(chat, waiting, unit.Now));
    }

    private OutgoingMessage CreateReminder(ChatAddress chat, List<Ticket> waiting, DateTimeOffset now)
    {
        var (language, due) = (waiting[0].Language, waiting.Min(ticket => ticket.DueAt));
        var numbers = ("number", (object)string.Join(" · ", waiting.Select(ticket => ticket.Number)));
        var text = due > now
            ? DeskTexts.Format(language, "window.nudge", numbers, ("due", timeFormatter.DateAndTimeWithZone(language, due)))
            : DeskTexts.Format(language, "window.nudgeLate", numbers);
        return new() { To = chat, Text = text, Language = language, IsEssential = true };
    }

    // A ticket whose answer is still being sent counts as waiting. If the answer arrives as well, the reminder does no harm.
    private static Task<List<Ticket>> FindWaitingTicketsAsync(DeskDb db, ChatAddress chat, CancellationToken cancellation) =>
        db.Tickets.InChat(chat).Where(t => t.Unanswered && t.Status != TicketStatus.Closed).OrderByDescending(t => t.Id).Take(5)
            .Include(t => t.Cycles).Include(t => t.Messages.Where(m => m.Delivery == DeliveryState.Queued))
            .AsSplitQuery().ToListAsync(cancellation);
}
