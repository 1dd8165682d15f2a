using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Reminders before the reply window of a chat closes. A resident who waits for an answer is told once that it is being worked on.
/// After the window has closed, the ticket goes on the call-back list. The reminder does not count as an answer.
/// </summary>
public sealed class ClosingWindows(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, PromisePolicy policy, ShownTime shown, TimeProvider time)
{
    /// <summary>A reminder needs two messages left, so that the last one stays free for an answer of staff.</summary>
    private const int AtOnce = 20, Most = 1_000, LeftAtLeast = 2;

    public async Task LookAsync(CancellationToken cancellation)
    {
        foreach (var batch in (await DueAsync(cancellation)).Chunk(AtOnce))
            await writer.WriteAsync(async unit =>
            {
                foreach (var chat in batch) await LookAsync(unit, chat, cancellation);
            }, cancellation);
    }

    private async Task<List<ChatAddress>> DueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.Now();
        var due = await db.ReplyWindows.AsNoTracking()
            .Where(w => w.NudgeAt <= now).OrderBy(w => w.NudgeAt).Take(Most).ToListAsync(cancellation);
        return due.ConvertAll(w => new ChatAddress(w.Channel, w.Bot, w.Chat));
    }

    // Reads again within the transaction: the resident may have written meanwhile, or another node may have handled the window.
    private async Task LookAsync(WriteUnit unit, ChatAddress chat, CancellationToken cancellation)
    {
        if (await ReplyWindows.FindAsync(unit.Db, chat, cancellation) is not { } window) return;
        if (window.NudgeAt is null || window.NudgeAt > unit.Now) return;
        var waiting = await WaitingAsync(unit.Db, chat, cancellation);
        if (window.OpenUntil <= unit.Now)
        {
            window.NudgeAt = null;
            foreach (var ticket in waiting) ticket.ReplyWindowHasShut(unit.Moment(policy.Due));
            return;
        }

        window.NudgeAt = window.OpenUntil;
        if (window.Left >= LeftAtLeast && waiting.Count > 0) unit.Enqueue(StillAtIt(chat, waiting, unit.Now));
    }

    private OutgoingMessage StillAtIt(ChatAddress chat, List<Ticket> waiting, DateTimeOffset now)
    {
        var (language, due) = (waiting[0].Language, waiting.Min(ticket => ticket.DueAt));
        var numbers = ("number", (object)string.Join(" · ", waiting.Select(ticket => ticket.Number)));
        var text = due > now
            ? DeskTexts.Say(language, "window.nudge", numbers, ("due", shown.Labelled(language, due)))
            : DeskTexts.Say(language, "window.nudgeLate", numbers);
        return new() { To = chat, Text = text, Language = language, Owed = true };
    }

    // A ticket whose answer is still being sent counts as waiting. If the answer arrives as well, the reminder does no harm.
    private static Task<List<Ticket>> WaitingAsync(DeskDb db, ChatAddress chat, CancellationToken cancellation) =>
        db.Tickets.OfChat(chat).Where(t => t.Unanswered && t.Status != TicketStatus.Closed).OrderByDescending(t => t.Id).Take(5)
            .Include(t => t.Cycles).Include(t => t.Messages.Where(m => m.Delivery == DeliveryState.Queued))
            .AsSplitQuery().ToListAsync(cancellation);
}
