using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Chat;

/// <summary>What chats may ask of the desk: it goes through the same door and the same verbs as everything else.</summary>
public sealed class ChatDesk(IntakeDoor door, MatterRules rules, OnTicket on, DeskWriter writer, ChatReceipts receipts, KnownQuestions known,
    PickUpPace pace, TimeProvider time, IDbContextFactory<DeskDb> contexts) : IDesk
{
    private const int LongestName = 100;

    public async Task<IntakeReceipt> SubmitAsync(IncomingMessage message, CancellationToken cancellation)
    {
        var matter = MatterOf(message);
        if (rules.Check(matter, time.Now()) is { Count: > 0 } faults)
            throw new InvalidOperationException($"The bots let through what the door refuses: {string.Join(", ", faults.Select(f => $"{f.Field} {f.Code}"))}.");
        var receipt = await writer.WriteAsync(async unit =>
        {
            var taken = await door.TakeAsync(unit, matter, cancellation);
            // Who writes has opened the chat again, whether or not the channel says so.
            if (taken.Ticket.Unreachable && taken.As is not TakenAs.Repeated) await ReachableAsync(unit, message.From, true, cancellation);
            return taken.As is TakenAs.Repeated
                ? await receipts.AgainAsync(unit, taken.Ticket, message, cancellation)
                : await receipts.OfAsync(unit, taken.Ticket, taken.Ticket.Messages[^1].Id, cancellation, taken.As is TakenAs.Opened);
        }, cancellation);
        return receipt.Opened ? receipt with { Known = await known.LikeAsync(message.Text, message.Language, cancellation) } : receipt;
    }

    public async Task<bool> IsIdleAsync(IncomingMessage message, CancellationToken cancellation)
    {
        if (!Thanks.Is(message.Text)) return false;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return !await db.Tickets.OfChat(message.From).AnyAsync(cancellation);
    }

    public Task<bool> AmendAsync(ChatAddress chat, TicketNumber number, Amendment amendment, CancellationToken cancellation) =>
        OnTheirsAsync(chat, number, async (unit, request, _) => await on.AmendAsync(unit, request, amendment, cancellation) is Outcome.Done, cancellation);

    public async Task<IReadOnlyList<TrackedTicket>> MattersAsync(ChatAddress chat, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await ChatMatters.OfAsync(db, chat, cancellation);
    }

    public Task<IntakeReceipt?> MoveAsync(ChatAddress chat, string externalId, TicketNumber? about, CancellationToken cancellation) =>
        writer.WriteAsync(async unit =>
        {
            if (await SaidInChat.FindAsync(unit, chat, externalId, cancellation) is not { } said) return null;
            if (await unit.Db.WholeTicketAsync(said.Ticket, cancellation) is not { } from || from.ChatAddress?.Chat != chat) return null;
            if (await MoveAsync(unit, chat, from, said.Messages, about, cancellation) is not Outcome.Done { Ticket: var now }) return null;
            return await SaidInChat.FindAsync(unit, chat, externalId, cancellation) is { } there
                ? await receipts.OfAsync(unit, now, there.Messages[0], cancellation) : null;
        }, cancellation);

    public Task<bool> WithdrawAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation) =>
        OnTheirsAsync(chat, number, async (unit, request, ticket) =>
        {
            var said = WordsOr(words, ticket, "say.withdrawn");
            return (ticket.Status is TicketStatus.Closed && WasJustSaid(ticket, said)) || await on.CancelAsync(unit, request, said, cancellation) is Outcome.Done;
        }, cancellation);

    public Task<IntakeReceipt?> ReopenAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation) =>
        OnTheirsAsync<IntakeReceipt?>(chat, number, async (unit, request, ticket) =>
        {
            var said = WordsOr(words, ticket, "say.notSolved");
            var again = ticket.IsOpen; // They wrote before they pressed, or this is a repeat.
            if (!again && await on.ReopenAsync(unit, request, said, cancellation) is not Outcome.Done) return null;
            return await receipts.OfAsync(unit, ticket, ticket.Messages.Max(m => m.Id), cancellation);
        }, cancellation);

    public Task<bool> RateAsync(ChatAddress chat, TicketNumber number, int score, CancellationToken cancellation) =>
        OnTheirsAsync(chat, number, async (unit, request, ticket) =>
            RatingOf(ticket) is { } given ? given.Score == score : await on.RateAsync(unit, request, score, null, cancellation) is Outcome.Done, cancellation);

    public Task<bool> CommentAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation) =>
        OnTheirsAsync(chat, number, async (unit, request, ticket) =>
            RatingOf(ticket)?.Comment == words.Trim() || await on.CommentAsync(unit, request, words, cancellation) is Outcome.Done, cancellation);

    public async Task<TrackedTicket?> TrackAsync(ChatAddress chat, TicketNumber number, string code, CancellationToken cancellation)
    {
        if (!pace.MayTry(chat)) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ticket = receipts.KnowsCode(number, code) ? await db.Tickets.AsNoTracking().Where(t => t.Number == number).Include(t => t.Messages).Include(t => t.Ratings)
            .AsSplitQuery().FirstOrDefaultAsync(cancellation) : null;
        if (ticket is null) pace.WasWrong(chat);
        return ticket is null ? null : ChatMatters.Tracked(ticket);
    }

    public Task<KnownAnswer?> KnownAsync(string code, Language language, CancellationToken cancellation) => known.OfAsync(code, language, cancellation);

    public async Task<TrackedTicket?> PickUpAsync(ChatAddress chat, string code, Language language, CancellationToken cancellation)
    {
        if (!pace.MayTry(chat)) return null;
        var ticket = PickUpCodes.Read(code) is { } read ? await writer.WriteAsync(unit => on.JoinChatAsync(unit, read, chat, language, cancellation), cancellation) : null;
        if (ticket is null) pace.WasWrong(chat);
        return ticket is null ? null : ChatMatters.Tracked(ticket);
    }

    public Task ReachableAsync(ChatAddress chat, bool reachable, CancellationToken cancellation) =>
        writer.WriteAsync(unit => ReachableAsync(unit, chat, reachable, cancellation), cancellation);

    private async Task ReachableAsync(WriteUnit unit, ChatAddress chat, bool reachable, CancellationToken cancellation)
    {
        var touched = unit.Db.Tickets.OfChat(chat).Where(t => t.Status != TicketStatus.Closed && t.Unreachable == reachable).Select(t => t.Id);
        foreach (var id in await touched.ToListAsync(cancellation))
            (await unit.Db.WholeTicketAsync(id, cancellation))?.ChatIsOpen(reachable, on.Moment(unit));
    }

    private async Task<Outcome> MoveAsync(WriteUnit unit, ChatAddress chat, Ticket from, IReadOnlyList<long> messages, TicketNumber? about, CancellationToken cancellation)
    {
        var request = new TicketRequest(from.Number, Actor.Resident(from.Language));
        var opener = from.Messages.Min(m => m.Id);
        if (about == from.Number || (about is null && messages.Contains(opener))) return await on.SettleAsync(unit, request, messages, cancellation);
        // What it is nobody has said yet.
        if (about is not { } number) return await on.SplitAsync(unit, request, TicketAction.Move, messages, TicketKind.Inquiry, cancellation);
        return await unit.Db.WholeTicketAsync(number, cancellation) is { } to && to.ChatAddress?.Chat == chat
            ? await on.MoveAsync(unit, request, messages, to, cancellation) : new Outcome.NotFound();
    }

    private Task<T?> OnTheirsAsync<T>(ChatAddress chat, TicketNumber number, Func<WriteUnit, TicketRequest, Ticket, Task<T>> act, CancellationToken cancellation) =>
        writer.WriteAsync(async unit => await unit.Db.WholeTicketAsync(number, cancellation) is { } ticket && ticket.ChatAddress?.Chat == chat
            ? await act(unit, new(number, Actor.Resident(ticket.Language)), ticket) : default, cancellation);

    private static string WordsOr(string words, Ticket ticket, string key) => string.IsNullOrWhiteSpace(words) ? DeskTexts.Say(ticket.Language, key) : words.Trim();

    /// <summary>The same words once more, after a crash: they have had their effect.</summary>
    private static bool WasJustSaid(Ticket ticket, string words) =>
        ticket.Messages.MaxBy(m => m.Id) is { Kind: MessageKind.FromResident } last && last.Text == words;

    private static Rating? RatingOf(Ticket ticket) => ticket.Ratings.FirstOrDefault(r => r.ResolvedAt == ticket.ResolvedAt);

    private static Matter MatterOf(IncomingMessage message) => new()
    {
        Channel = message.From.Channel, Chat = message.From, ExternalId = message.ExternalId, Actor = Actor.Resident(message.Language),
        // Until the resident says what kind it is, it is a question.
        Kind = message.Kind ?? TicketKind.Inquiry,
        Description = message.Text, ReceivedAt = message.SentAt, Language = message.Language, NewMatter = message.NewMatter, About = message.About, ServiceItem = message.ServiceItem,
        Edits = message.Edits, Files = message.Files,
        Requester = string.IsNullOrWhiteSpace(message.SenderName) ? null : new() { Name = LongText.Split(message.SenderName.Trim(), LongestName)[0] },
    };
}
