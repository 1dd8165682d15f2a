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

/// <summary>The desk as bots use it. Chats go through the same intake and the same ticket actions as every other caller.</summary>
public sealed class ChatDesk(IntakeDoor door, MatterRules rules, OnTicket on, DeskWriter writer, ChatReceipts receipts,
    KnownQuestions known,
    PickUpPace pace, TimeProvider time, IDbContextFactory<DeskDb> contexts) : IDesk
{
    private const int LongestName = 100;

    public async Task<IntakeReceipt> SubmitAsync(IncomingMessage message, CancellationToken cancellation)
    {
        var request = MatterOf(message);
        if (rules.Check(request, time.Now()) is { Count: > 0 } faults)
        {
            var list = string.Join(", ", faults.Select(f => $"{f.Field} {f.Code}"));
            throw new InvalidOperationException($"A bot submitted an invalid message: {list}.");
        }

        var receipt = await writer.WriteAsync(async unit =>
        {
            var result = await door.TakeAsync(unit, request, cancellation);
            // A resident who writes is reachable again, even if the channel does not say so.
            if (result.Ticket.Unreachable && result.As is not TakenAs.Repeated)
                await ReachableAsync(unit, message.From, true, cancellation);
            return result.As is TakenAs.Repeated
                ? await receipts.AgainAsync(unit, result.Ticket, message, cancellation)
                : await receipts.OfAsync(unit, result.Ticket, result.Ticket.Messages[^1].Id, cancellation,
                    result.As is TakenAs.Opened);
        }, cancellation);
        if (!receipt.Opened) return receipt;
        return receipt with { Known = await known.LikeAsync(message.Text, message.Language, cancellation) };
    }

    public async Task<bool> IsIdleAsync(IncomingMessage message, CancellationToken cancellation)
    {
        if (!Thanks.Is(message.Text)) return false;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return !await db.Tickets.OfChat(message.From).AnyAsync(cancellation);
    }

    public Task<bool> AmendAsync(ChatAddress chat, TicketNumber number, Amendment amendment, CancellationToken cancellation) =>
        OnTheirsAsync(chat, number, async (unit, request, _) =>
            await on.AmendAsync(unit, request, amendment, cancellation) is Outcome.Done, cancellation);

    public async Task<IReadOnlyList<TrackedTicket>> MattersAsync(ChatAddress chat, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await ChatMatters.OfAsync(db, chat, cancellation);
    }

    public Task<IntakeReceipt?> MoveAsync(ChatAddress chat, string externalId, TicketNumber? about, CancellationToken cancellation) =>
        writer.WriteAsync(async unit =>
        {
            if (await SaidInChat.FindAsync(unit, chat, externalId, cancellation) is not { } stored) return null;
            if (await unit.Db.WholeTicketAsync(stored.Ticket, cancellation) is not { } from || from.ChatAddress?.Chat != chat)
                return null;
            var result = await MoveAsync(unit, chat, from, stored.Messages, about, cancellation);
            if (result is not Outcome.Done { Ticket: var target }) return null;
            return await SaidInChat.FindAsync(unit, chat, externalId, cancellation) is { } moved
                ? await receipts.OfAsync(unit, target, moved.Messages[0], cancellation) : null;
        }, cancellation);

    public Task<bool> WithdrawAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation) =>
        OnTheirsAsync(chat, number, async (unit, request, ticket) =>
        {
            var text = WordsOr(words, ticket, "say.withdrawn");
            var isRepeat = ticket.Status is TicketStatus.Closed && WasJustSaid(ticket, text);
            return isRepeat || await on.CancelAsync(unit, request, text, cancellation) is Outcome.Done;
        }, cancellation);

    public Task<IntakeReceipt?> ReopenAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation) =>
        OnTheirsAsync<IntakeReceipt?>(chat, number, async (unit, request, ticket) =>
        {
            var text = WordsOr(words, ticket, "say.notSolved");
            // The ticket is open already if the resident wrote before pressing the button, or if this is a repeat.
            if (!ticket.IsOpen && await on.ReopenAsync(unit, request, text, cancellation) is not Outcome.Done)
                return null;
            return await receipts.OfAsync(unit, ticket, ticket.Messages.Max(m => m.Id), cancellation);
        }, cancellation);

    public Task<bool> RateAsync(ChatAddress chat, TicketNumber number, int score, CancellationToken cancellation) =>
        OnTheirsAsync(chat, number, async (unit, request, ticket) =>
            RatingOf(ticket) is { } rating
                ? rating.Score == score
                : await on.RateAsync(unit, request, score, null, cancellation) is Outcome.Done, cancellation);

    public Task<bool> CommentAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation) =>
        OnTheirsAsync(chat, number, async (unit, request, ticket) =>
            RatingOf(ticket)?.Comment == words.Trim()
                || await on.CommentAsync(unit, request, words, cancellation) is Outcome.Done, cancellation);

    public async Task<TrackedTicket?> TrackAsync(ChatAddress chat, TicketNumber number, string code, CancellationToken cancellation)
    {
        if (!pace.MayTry(chat)) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = db.Tickets.AsNoTracking().Where(t => t.Number == number).Include(t => t.Messages).Include(t => t.Ratings)
            .AsSplitQuery();
        var ticket = receipts.KnowsCode(number, code) ? await found.FirstOrDefaultAsync(cancellation) : null;
        if (ticket is null) pace.WasWrong(chat);
        return ticket is null ? null : ChatMatters.Tracked(ticket);
    }

    public Task<KnownAnswer?> KnownAsync(string code, Language language, CancellationToken cancellation) =>
        known.OfAsync(code, language, cancellation);

    public async Task<TrackedTicket?> PickUpAsync(ChatAddress chat, string code, Language language, CancellationToken cancellation)
    {
        if (!pace.MayTry(chat)) return null;
        var ticket = PickUpCodes.Read(code) is { } digits
            ? await writer.WriteAsync(unit => on.JoinChatAsync(unit, digits, chat, language, cancellation), cancellation)
            : null;
        if (ticket is null) pace.WasWrong(chat);
        return ticket is null ? null : ChatMatters.Tracked(ticket);
    }

    public Task ReachableAsync(ChatAddress chat, bool reachable, CancellationToken cancellation) =>
        writer.WriteAsync(unit => ReachableAsync(unit, chat, reachable, cancellation), cancellation);

    private async Task ReachableAsync(WriteUnit unit, ChatAddress chat, bool reachable, CancellationToken cancellation)
    {
        var changed = unit.Db.Tickets.OfChat(chat).Where(t => t.Status != TicketStatus.Closed && t.Unreachable == reachable)
            .Select(t => t.Id);
        foreach (var id in await changed.ToListAsync(cancellation))
            (await unit.Db.WholeTicketAsync(id, cancellation))?.ChatIsOpen(reachable, on.Moment(unit));
    }

    private async Task<Outcome> MoveAsync(WriteUnit unit, ChatAddress chat, Ticket from, IReadOnlyList<long> messages,
        TicketNumber? about, CancellationToken cancellation)
    {
        var request = new TicketRequest(from.Number, Actor.Resident(from.Language));
        var firstMessage = from.Messages.Min(m => m.Id);
        if (about == from.Number || (about is null && messages.Contains(firstMessage)))
            return await on.SettleAsync(unit, request, messages, cancellation);
        // The resident has not said the kind of the new ticket yet.
        if (about is not { } number)
            return await on.SplitAsync(unit, request, TicketAction.Move, messages, TicketKind.Inquiry, cancellation);
        return await unit.Db.WholeTicketAsync(number, cancellation) is { } to && to.ChatAddress?.Chat == chat
            ? await on.MoveAsync(unit, request, messages, to, cancellation) : new Outcome.NotFound();
    }

    private Task<T?> OnTheirsAsync<T>(ChatAddress chat, TicketNumber number, Func<WriteUnit, TicketRequest, Ticket, Task<T>> act,
        CancellationToken cancellation) =>
        writer.WriteAsync(async unit =>
            await unit.Db.WholeTicketAsync(number, cancellation) is { } ticket && ticket.ChatAddress?.Chat == chat
                ? await act(unit, new(number, Actor.Resident(ticket.Language)), ticket)
                : default, cancellation);

    private static string WordsOr(string words, Ticket ticket, string key) =>
        string.IsNullOrWhiteSpace(words) ? DeskTexts.Say(ticket.Language, key) : words.Trim();

    /// <summary>Recognises a text repeated after a crash: it has had its effect already.</summary>
    private static bool WasJustSaid(Ticket ticket, string words) =>
        ticket.Messages.MaxBy(m => m.Id) is { Kind: MessageKind.FromResident } last && last.Text == words;

    private static Rating? RatingOf(Ticket ticket) => ticket.Ratings.FirstOrDefault(r => r.ResolvedAt == ticket.ResolvedAt);

    private static Matter MatterOf(IncomingMessage message) => new()
    {
        Channel = message.From.Channel, Chat = message.From, ExternalId = message.ExternalId, Actor = Actor.Resident(message.Language),
        // A message is an inquiry until the resident says its kind.
        Kind = message.Kind ?? TicketKind.Inquiry,
        Description = message.Text, ReceivedAt = message.SentAt, Language = message.Language, NewMatter = message.NewMatter,
        About = message.About, ServiceItem = message.ServiceItem, Edits = message.Edits,
        Files = message.Files,
        Requester = string.IsNullOrWhiteSpace(message.SenderName)
            ? null : new() { Name = LongText.Split(message.SenderName.Trim(), LongestName)[0] },
    };
}
