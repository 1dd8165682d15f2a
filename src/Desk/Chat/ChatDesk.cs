using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Chat;

/// <summary>What chats may ask of the desk: it goes through the same door and the same verbs as everything else.</summary>
public sealed class ChatDesk(
    IntakeDoor door, MatterRules rules, OnTicket on, DeskWriter writer, Secrets secrets, TimeProvider time, IDbContextFactory<DeskDb> contexts) : IDesk
{
    private const int LongestName = 100;

    public Task<IntakeReceipt> SubmitAsync(IncomingMessage message, CancellationToken cancellation)
    {
        var matter = MatterOf(message);
        if (rules.Check(matter, time.Now()) is { Count: > 0 } faults)
            throw new InvalidOperationException($"The bots let through what the door refuses: {string.Join(", ", faults.Select(f => $"{f.Field} {f.Code}"))}.");
        return writer.WriteAsync(async unit =>
        {
            var taken = await door.TakeAsync(unit, matter, cancellation);
            return taken.As is TakenAs.Repeated ? await ReceiptAgainAsync(unit, matter, taken.Ticket, cancellation)
                : Receipt(taken.Ticket, taken.As is TakenAs.Opened, taken.Thanks);
        }, cancellation);
    }

    public async Task<bool> IsIdleAsync(IncomingMessage message, CancellationToken cancellation)
    {
        if (!Thanks.Is(message.Text)) return false;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var (chat, kind) = (message.From, PersonAddress.KindOf(message.From.Channel));
        return !await db.Tickets.AnyAsync(t => t.ChatAddress!.Value == chat.Chat && t.ChatAddress.Kind == kind && t.ChatAddress.Bot == chat.Bot, cancellation);
    }

    public Task<bool> AmendKindAsync(ChatAddress chat, TicketNumber number, TicketKind kind, CancellationToken cancellation) =>
        writer.WriteAsync(async unit =>
        {
            var address = PersonAddress.KindOf(chat.Channel);
            var isTheirs = await unit.Db.Tickets.AnyAsync(t => t.Number == number && t.ChatAddress!.Value == chat.Chat
                && t.ChatAddress.Kind == address && t.ChatAddress.Bot == chat.Bot, cancellation);
            if (!isTheirs) return false;
            var request = new TicketRequest(number, Actor.Resident(Language.ZhHans));
            return await on.AmendAsync(unit, request, kind, cancellation) is Outcome.Done;
        }, cancellation);

    public async Task<IReadOnlyList<TrackedTicket>> MattersAsync(ChatAddress chat, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await ChatMatters.OfAsync(db, chat, cancellation);
    }

    private static Matter MatterOf(IncomingMessage message) => new()
    {
        Channel = message.From.Channel, Chat = message.From, ExternalId = message.ExternalId, Actor = Actor.Resident(message.Language),
        // Until the resident says what kind it is, it is a question.
        Kind = message.Kind ?? TicketKind.Inquiry,
        Description = message.Text, ReceivedAt = message.SentAt, Language = message.Language, NewMatter = message.NewMatter, Files = message.Files,
        Requester = string.IsNullOrWhiteSpace(message.SenderName) ? null : new() { Name = LongText.Split(message.SenderName.Trim(), LongestName)[0] },
    };

    /// <summary>A message that was taken before gets the receipt it got then, whatever became of the ticket since.</summary>
    private async Task<IntakeReceipt> ReceiptAgainAsync(WriteUnit unit, Matter matter, Ticket ticket, CancellationToken cancellation)
    {
        var known = await unit.Db.Intake.AsNoTracking().FirstAsync(
            i => i.ExternalId == matter.ExternalId && i.Caller == matter.Chat!.Bot && i.Channel == matter.Channel, cancellation);
        var opened = ticket.Messages.Min(m => m.Id) == known.MessageId;
        return Receipt(ticket, opened, ticket.Messages.Any(m => m.Id == known.MessageId && m.Thanks));
    }

    private IntakeReceipt Receipt(Ticket ticket, bool opened, bool thanks) => new()
    {
        Number = ticket.Number, TrackingCode = secrets.TrackingCodeOf(ticket.Number), Opened = opened, Thanks = thanks, Kind = ticket.Kind,
        // What was missed is no promise any more.
        DueAt = ticket.UnansweredCycle is { State: CycleState.Open } running ? running.DueAt : null,
    };
}
