using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>The desk as bots use it. Chats go through the same intake and the same ticket actions as every other caller.</summary>
public sealed class DeskForBots(
    IntakeDoor intake, IntakeValidation validation, TicketActions actions, DeskWriter writer, IntakeReceipts receipts,
    FrequentQuestionMatcher frequentQuestions,
    ChatCodeRateLimit codeRateLimit, TimeProvider time, IDbContextFactory<DeskDb> contexts) : IDesk
{
    private const int MaxNameLength = 100;

    public async Task<IntakeReceipt> SubmitAsync(IncomingMessage message, CancellationToken cancellation)
    {
        var request = ToIntakeRequest(message);
        if (validation.Validate(request, time.Now()) is { Count: > 0 } faults)
        {
            var list = string.Join(", ", faults.Select(f => $"{f.Field} {f.Code}"));
            throw new InvalidOperationException($"A bot submitted an invalid message: {list}.");
        }

        var receipt = await writer.WriteAsync(async unit =>
        {
            var result = await intake.SubmitAsync(unit, request, cancellation);
            // A resident who writes is reachable again, even if the channel does not say so.
            if (result.Ticket.Unreachable && result.Outcome is not IntakeOutcome.Duplicate)
                await ReachableAsync(unit, message.From, true, cancellation);
            return result.Outcome is IntakeOutcome.Duplicate
                ? await receipts.CreateForDuplicateAsync(unit, result.Ticket, message, cancellation)
                : await receipts.CreateAsync(unit, result.Ticket, result.Ticket.Messages[^1].Id, cancellation,
                    result.Outcome is IntakeOutcome.Opened);
        }, cancellation);
        if (!receipt.Opened) return receipt;
        return receipt with { SuggestedAnswer = await frequentQuestions.MatchAsync(message.Text, message.Language, cancellation) };
    }

    public async Task<bool> IsCourtesyOnlyAsync(IncomingMessage message, CancellationToken cancellation)
    {
        if (!CourtesyDetector.IsCourtesy(message.Text)) return false;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return !await db.Tickets.InChat(message.From).AnyAsync(cancellation);
    }

    public Task<bool> AmendAsync(ChatAddress chat, TicketNumber number, Amendment amendment, CancellationToken cancellation) =>
        RunOnOwnTicketAsync(chat, number, async (unit, request, _) =>
            await actions.AmendAsync(unit, request, amendment, cancellation) is TicketActionResult.ActionDone, cancellation);

    public async Task<IReadOnlyList<TrackedTicket>> ListTicketsAsync(ChatAddress chat, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await ChatTickets.ListAsync(db, chat, cancellation);
    }

    public Task<IntakeReceipt?> MoveMessageAsync(
        ChatAddress chat, string externalId, TicketNumber? targetTicket, CancellationToken cancellation) =>
        writer.WriteAsync(async unit =>
        {
            if (await StoredChatMessage.FindAsync(unit, chat, externalId, cancellation) is not { } stored) return null;
            if (await unit.Db.FindFullTicketAsync(stored.TicketId, cancellation) is not { } from || from.ChatAddress?.Chat != chat)
                return null;
            var result = await MoveAsync(unit, chat, from, stored.MessageIds, targetTicket, cancellation);
            if (result is not TicketActionResult.ActionDone { Ticket: var target }) return null;
            return await StoredChatMessage.FindAsync(unit, chat, externalId, cancellation) is { } moved
                ? await receipts.CreateAsync(unit, target, moved.MessageIds[0], cancellation) : null;
        }, cancellation);

    public Task<bool> WithdrawAsync(ChatAddress chat, TicketNumber number, string residentText, CancellationToken cancellation) =>
        RunOnOwnTicketAsync(chat, number, async (unit, request, ticket) =>
        {
            var text = TextOrDefault(residentText, ticket, "say.withdrawn");
            var isRepeat = ticket.Status is TicketStatus.Closed && IsLastMessage(ticket, text);
            return isRepeat || await actions.CancelAsync(unit, request, text, cancellation) is TicketActionResult.ActionDone;
        }, cancellation);

    public Task<IntakeReceipt?> ReopenAsync(ChatAddress chat, TicketNumber number, string residentText, CancellationToken cancellation) =>
        RunOnOwnTicketAsync<IntakeReceipt?>(chat, number, async (unit, request, ticket) =>
        {
            var text = TextOrDefault(residentText, ticket, "say.notSolved");
            // The ticket is open already if the resident wrote before pressing the button, or if this is a repeat.
            if (!ticket.IsOpen && await actions.ReopenAsync(unit, request, text, cancellation) is not TicketActionResult.ActionDone)
                return null;
            return await receipts.CreateAsync(unit, ticket, ticket.Messages.Max(m => m.Id), cancellation);
        }, cancellation);

    public Task<bool> RateAsync(ChatAddress chat, TicketNumber number, int score, CancellationToken cancellation) =>
        RunOnOwnTicketAsync(chat, number, async (unit, request, ticket) =>
            FindCurrentRating(ticket) is { } rating
                ? rating.Score == score
                : await actions.RateAsync(unit, request, score, null, cancellation) is TicketActionResult.ActionDone, cancellation);

    public Task<bool> AddRatingCommentAsync(ChatAddress chat, TicketNumber number, string residentText, CancellationToken cancellation) =>
        RunOnOwnTicketAsync(chat, number, async (unit, request, ticket) =>
            FindCurrentRating(ticket)?.Comment == residentText.Trim()
                || await actions.CommentAsync(unit, request, residentText, cancellation) is TicketActionResult.ActionDone, cancellation);

    public async Task<TrackedTicket?> TrackAsync(ChatAddress chat, TicketNumber number, string code, CancellationToken cancellation)
    {
        if (!codeRateLimit.MayTry(chat)) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = db.Tickets.AsNoTracking().Where(t => t.Number == number).Include(t => t.Messages).Include(t => t.Ratings)
            .AsSplitQuery();
        var ticket = receipts.IsTrackingCode(number, code) ? await found.FirstOrDefaultAsync(cancellation) : null;
        if (ticket is null) codeRateLimit.RecordWrongCode(chat);
        return ticket is null ? null : ChatTickets.ToTrackedTicket(ticket);
    }

    public Task<FrequentAnswer?> FindAnswerAsync(string code, Language language, CancellationToken cancellation) =>
        frequentQuestions.FindAsync(code, language, cancellation);

    public async Task<TrackedTicket?> PickUpAsync(ChatAddress chat, string code, Language language, CancellationToken cancellation)
    {
        if (!codeRateLimit.MayTry(chat)) return null;
        var ticket = PickUpCodes.Parse(code) is { } digits
            ? await writer.WriteAsync(unit => actions.JoinChatAsync(unit, digits, chat, language, cancellation), cancellation)
            : null;
        if (ticket is null) codeRateLimit.RecordWrongCode(chat);
        return ticket is null ? null : ChatTickets.ToTrackedTicket(ticket);
    }

    public Task SetReachableAsync(ChatAddress chat, bool reachable, CancellationToken cancellation) =>
        writer.WriteAsync(unit => ReachableAsync(unit, chat, reachable, cancellation), cancellation);

    private async Task ReachableAsync(WriteUnit unit, ChatAddress chat, bool reachable, CancellationToken cancellation)
    {
        var changed = unit.Db.Tickets.InChat(chat).Where(t => t.Status != TicketStatus.Closed && t.Unreachable == reachable)
            .Select(t => t.Id);
        foreach (var id in await changed.ToListAsync(cancellation))
            (await unit.Db.FindFullTicketAsync(id, cancellation))?.SetReachable(reachable, actions.NewContext(unit));
    }

    private async Task<TicketActionResult> MoveAsync(WriteUnit unit, ChatAddress chat, Ticket from, IReadOnlyList<long> messages,
        TicketNumber? targetTicket, CancellationToken cancellation)
    {
        var request = new TicketRequest(from.Number, Actor.Resident(from.Language));
        var firstMessage = from.Messages.Min(m => m.Id);
        if (targetTicket == from.Number || (targetTicket is null && messages.Contains(firstMessage)))
            return await actions.ConfirmMessagesAsync(unit, request, messages, cancellation);
        // The resident has not said the kind of the new ticket yet.
        if (targetTicket is not { } number)
            return await actions.SplitAsync(unit, request, TicketAction.Move, messages, TicketKind.Inquiry, cancellation);
        return await unit.Db.FindFullTicketAsync(number, cancellation) is { } to && to.ChatAddress?.Chat == chat
            ? await actions.MoveMessagesAsync(unit, request, messages, to, cancellation) : new TicketActionResult.TicketNotFound();
    }

    private Task<T?> RunOnOwnTicketAsync<T>(ChatAddress chat, TicketNumber number, Func<WriteUnit, TicketRequest, Ticket, Task<T>> act,
        CancellationToken cancellation) =>
        writer.WriteAsync(async unit =>
            await unit.Db.FindFullTicketAsync(number, cancellation) is { } ticket && ticket.ChatAddress?.Chat == chat
                ? await act(unit, new(number, Actor.Resident(ticket.Language)), ticket)
                : default, cancellation);

    private static string TextOrDefault(string text, Ticket ticket, string key) =>
        string.IsNullOrWhiteSpace(text) ? DeskTexts.Format(ticket.Language, key) : text.Trim();

    /// <summary>Recognises a text repeated after a crash: it has had its effect already.</summary>
    private static bool IsLastMessage(Ticket ticket, string text) =>
        ticket.Messages.MaxBy(m => m.Id) is { Kind: MessageKind.FromResident } last && last.Text == text;

    private static Rating? FindCurrentRating(Ticket ticket) => ticket.Ratings.FirstOrDefault(r => r.ResolvedAt == ticket.ResolvedAt);

    private static IntakeRequest ToIntakeRequest(IncomingMessage message) => new()
    {
        Channel = message.From.Channel, Chat = message.From, ExternalId = message.ExternalId, Actor = Actor.Resident(message.Language),
        // A message is an inquiry until the resident says its kind.
        Kind = message.Kind ?? TicketKind.Inquiry,
        Description = message.Text, ReceivedAt = message.SentAt, Language = message.Language, OpensNewTicket = message.OpensNewTicket,
        TargetTicket = message.TargetTicket, ServiceItem = message.ServiceItem, EditedExternalId = message.EditsMessageId,
        Files = message.Files,
        Requester = string.IsNullOrWhiteSpace(message.SenderName)
            ? null : new() { Name = LongText.Split(message.SenderName.Trim(), MaxNameLength)[0] },
    };
}
