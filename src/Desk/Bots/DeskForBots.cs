using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Referrals;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// The operations of a conversation on the desk. Chats go through the same intake and the same ticket actions as every other caller. Each
/// runs inside the write of the update that asked for it, and sees only the tickets of its chat.
/// </summary>
public sealed class DeskForBots(
    IntakeDoor intake, IntakeValidation validation, TicketActions actions, IntakeReceipts receipts,
    FrequentQuestionMatcher frequentQuestions)
{
    /// <summary>
    /// Adds the message to its target ticket, else to the newest open ticket of the chat, else opens a new ticket. A message that came
    /// before, e.g. another part of the same album, gets the receipt of the first.
    /// </summary>
    public async Task<IntakeReceipt> SubmitAsync(WriteUnit unit, IncomingMessage message)
    {
        var request = ToIntakeRequest(message);
        if (validation.Validate(request, unit.Now) is { Count: > 0 } faults)
        {
            var list = string.Join(", ", faults.Select(f => $"{f.Field} {f.Code}"));
            throw new InvalidOperationException($"A bot submitted an invalid message: {list}.");
        }

        var result = await intake.SubmitAsync(unit, request, CancellationToken.None);
        var receipt = result.Outcome is IntakeOutcome.Duplicate
            ? await receipts.CreateForDuplicateAsync(unit, result.Ticket, message, CancellationToken.None)
            : await receipts.CreateAsync(unit, result.Ticket, result.Ticket.Messages[^1].Id, CancellationToken.None,
                result.Outcome is IntakeOutcome.Opened);
        return receipt.Opened ? receipt with { SuggestedAnswer = frequentQuestions.Match(message.Text, message.Language) } : receipt;
    }

    /// <summary>
    /// Returns true for a mere courtesy (thanks, OK) in a chat without a ticket it could belong to. It opens no ticket.
    /// </summary>
    public async Task<bool> IsCourtesyOnlyAsync(WriteUnit unit, IncomingMessage message) =>
        CourtesyDetector.IsCourtesy(message.Text, ticket: null)
        && (await unit.FindAddressAsync(message.From) is null || !await unit.Db.Tickets.InChat(message.From).AnyAsync());

    /// <summary>Changes details of a ticket. Returns false if the ticket is not one of that chat or is closed.</summary>
    public Task<bool> AmendAsync(WriteUnit unit, ChatAddress chat, TicketNumber number, Amendment amendment) =>
        RunOnOwnTicketAsync(unit, chat, number, async (request, _) =>
            await actions.AmendAsync(unit, request, amendment, CancellationToken.None) is TicketActionResult.ActionDone);

    /// <summary>Makes the language that of the chat's open tickets. Returns those that had another one.</summary>
    public async Task<IReadOnlyList<TrackedTicket>> SetLanguageAsync(WriteUnit unit, ChatAddress chat, Language language)
    {
        var changed = new List<TrackedTicket>();
        foreach (var known in await ListTicketsAsync(unit, chat))
        {
            var isChanged = await RunOnOwnTicketAsync(unit, chat, known.Number, async (request, ticket) => ticket.Language != language
                && await actions.AmendAsync(unit, request, new Amendment { Language = language }, CancellationToken.None)
                    is TicketActionResult.ActionDone);
            if (isChanged) changed.Add(known);
        }

        return changed;
    }

    /// <summary>Lists the tickets of the chat, newest first, at most ten.</summary>
    public async Task<IReadOnlyList<TrackedTicket>> ListTicketsAsync(WriteUnit unit, ChatAddress chat) =>
        await unit.FindAddressAsync(chat) is null
            ? [] : await ChatTickets.ListAsync(unit.Db, chat, receipts.FindDepartmentName, CancellationToken.None);

    /// <summary>
    /// Moves the message <paramref name="externalId"/> and its response cycle to the ticket <paramref name="targetTicket"/>, or to a new
    /// ticket if that is null. A message that is already there stays and is no longer uncertain. Returns null if the message can no
    /// longer be moved.
    /// </summary>
    public async Task<IntakeReceipt?> MoveMessageAsync(WriteUnit unit, ChatAddress chat, string externalId, TicketNumber? targetTicket)
    {
        if (await StoredChatMessage.FindAsync(unit, chat, externalId, CancellationToken.None) is not { } stored) return null;
        if (await unit.Db.FindFullTicketAsync(stored.TicketId, CancellationToken.None) is not { } from || from.ChatAddress?.Chat != chat)
            return null;
        var result = await MoveAsync(unit, chat, from, stored.MessageIds, targetTicket);
        if (result is not TicketActionResult.ActionDone { Ticket: var target }) return null;
        return await StoredChatMessage.FindAsync(unit, chat, externalId, CancellationToken.None) is { } moved
            ? await receipts.CreateAsync(unit, target, moved.MessageIds[0], CancellationToken.None) : null;
    }

    /// <summary>The ticket of a message that was replied to: one of ours, one of the resident, or one that names its ticket.</summary>
    public static async Task<TicketNumber?> FindRepliedAsync(WriteUnit unit, ChatAddress chat, RepliedTo replied)
    {
        var id = await unit.Db.Outbox.Where(o => o.Chat == chat.Chat && o.Bot == chat.Bot && o.Channel == chat.Channel
                && o.ExternalId == replied.ExternalId && o.TicketId != null).Select(o => o.TicketId).FirstOrDefaultAsync()
            ?? (await StoredChatMessage.FindAsync(unit, chat, replied.ExternalId, CancellationToken.None))?.TicketId;
        return id is null ? replied.NamedTicket
            : await unit.Db.Tickets.Where(t => t.Id == id).Select(t => (TicketNumber?)t.Number).FirstOrDefaultAsync();
    }

    /// <summary>Records that the resident urges an answer. Returns null if none is owed.</summary>
    public Task<UrgeReceipt?> UrgeAsync(WriteUnit unit, ChatAddress chat, TicketNumber number) =>
        RunOnOwnTicketAsync<UrgeReceipt?>(unit, chat, number, async (request, ticket) =>
        {
            var before = ticket.Urged;
            return await actions.UrgeAsync(unit, request, CancellationToken.None) is TicketActionResult.ActionDone done
                ? new(ticket.DueAt, ticket.CycleState is CycleState.Missed, receipts.FindDepartmentName(ticket))
                {
                    IsRepeat = done.Ticket.Urged == before,
                }
                : null;
        });

    /// <summary>Puts the ticket on the call-back list. Returns false if no phone of the resident is known.</summary>
    public Task<bool> RequestCallAsync(WriteUnit unit, ChatAddress chat, TicketNumber number) =>
        RunOnOwnTicketAsync(unit, chat, number, async (request, ticket) => ticket.Person?.Phone is not null
            && await actions.RequestCallAsync(unit, request, CancellationToken.None) is TicketActionResult.ActionDone);

    /// <summary>
    /// Withdraws a ticket for the resident. Returns false if it is already closed for another reason; a second press of the same button
    /// returns true.
    /// </summary>
    public Task<bool> WithdrawAsync(WriteUnit unit, ChatAddress chat, TicketNumber number, string residentText) =>
        RunOnOwnTicketAsync(unit, chat, number, async (request, ticket) =>
        {
            var text = TextOrDefault(residentText, ticket, "say.withdrawn");
            var isRepeat = ticket.Status is TicketStatus.Closed && IsLastMessage(ticket, text);
            return isRepeat || await actions.CancelAsync(unit, request, text, CancellationToken.None) is TicketActionResult.ActionDone;
        });

    /// <summary>
    /// Reopens a ticket that was not solved and starts a new response cycle; in a ticket that is open again already, the running
    /// cycle stays. Returns null if it is too late to reopen.
    /// </summary>
    public Task<IntakeReceipt?> ReopenAsync(WriteUnit unit, ChatAddress chat, TicketNumber number, string residentText) =>
        RunOnOwnTicketAsync<IntakeReceipt?>(unit, chat, number, async (request, ticket) =>
        {
            var text = TextOrDefault(residentText, ticket, "say.notSolved");
            // The ticket is open already if the resident wrote before pressing the button, or pressed it twice.
            if (!ticket.IsOpen
                && await actions.ReopenAsync(unit, request, text, CancellationToken.None) is not TicketActionResult.ActionDone)
                return null;
            var receipt = await receipts.CreateAsync(unit, ticket, ticket.Messages.Max(m => m.Id), CancellationToken.None);
            return receipt with { MayAppeal = ticket.MayAppealAt(unit.Now) };
        });

    /// <summary>
    /// Records the resident's appeal to the head of the centre. Returns false if it is not possible; a second press returns true.
    /// </summary>
    public Task<bool> AppealAsync(WriteUnit unit, ChatAddress chat, TicketNumber number) =>
        RunOnOwnTicketAsync(unit, chat, number, async (request, ticket) =>
            ticket.Referrals.Any(r => r.Cause is ReferralCause.Appeal)
            || await actions.AppealAsync(unit, request, CancellationToken.None) is TicketActionResult.ActionDone);

    /// <summary>
    /// Stores a rating from 1 to 5, once for each closing. Returns false if the ticket has another rating already or can no longer be
    /// rated.
    /// </summary>
    /// <param name="corrects">True if the score takes the place of another one that was given.</param>
    public Task<bool> RateAsync(WriteUnit unit, ChatAddress chat, TicketNumber number, int score, bool corrects = false) =>
        RunOnOwnTicketAsync(unit, chat, number, async (request, ticket) =>
            ticket.CurrentRating is { } rating
                ? rating.Score == score || (corrects
                    && await actions.CorrectRatingAsync(unit, request, score, CancellationToken.None) is TicketActionResult.ActionDone)
                : await actions.RateAsync(unit, request, score, null, CancellationToken.None) is TicketActionResult.ActionDone);

    /// <summary>Adds a comment to the last rating. Returns false if there is no rating or it has another comment already.</summary>
    public Task<bool> AddRatingCommentAsync(WriteUnit unit, ChatAddress chat, TicketNumber number, string residentText) =>
        RunOnOwnTicketAsync(unit, chat, number, async (request, ticket) =>
            ticket.CurrentRating?.Comment == residentText.Trim()
                || await actions.CommentAsync(unit, request, residentText, CancellationToken.None) is TicketActionResult.ActionDone);

    /// <summary>Finds a frequent question and its answer in that language. Null if the question no longer exists.</summary>
    public FrequentAnswer? FindAnswer(string code, Language language) => frequentQuestions.Find(code, language);

    /// <summary>Records that the resident blocked or unblocked the bot in this chat.</summary>
    public async Task SetReachableAsync(WriteUnit unit, ChatAddress chat, bool reachable)
    {
        var changed = unit.Db.Tickets.InChat(chat).Where(t => t.Status != TicketStatus.Closed && t.Unreachable == reachable)
            .Select(t => t.Id);
        foreach (var id in await changed.ToListAsync())
            (await unit.Db.FindFullTicketAsync(id, CancellationToken.None))?.SetReachable(reachable, actions.NewContext(unit));
    }

    private async Task<TicketActionResult> MoveAsync(
        WriteUnit unit, ChatAddress chat, Ticket from, IReadOnlyList<long> messages, TicketNumber? targetTicket)
    {
        var request = new TicketRequest(from.Number, Actor.Resident(from.Language));
        var firstMessage = from.Messages.Min(m => m.Id);
        if (targetTicket == from.Number || (targetTicket is null && messages.Contains(firstMessage)))
            return await actions.ConfirmMessagesAsync(unit, request, messages, CancellationToken.None);
        // The resident has not said the kind of the new ticket yet.
        if (targetTicket is not { } number)
            return await actions.SplitAsync(unit, request, TicketAction.Move, messages, TicketKind.Inquiry, CancellationToken.None);
        return await unit.Db.FindFullTicketAsync(number, CancellationToken.None) is { } to && to.ChatAddress?.Chat == chat
            ? await actions.MoveMessagesAsync(unit, request, messages, to, CancellationToken.None)
            : new TicketActionResult.TicketNotFound();
    }

    private static async Task<T?> RunOnOwnTicketAsync<T>(
        WriteUnit unit, ChatAddress chat, TicketNumber number, Func<TicketRequest, Ticket, Task<T>> act) =>
        await unit.Db.FindFullTicketAsync(number, CancellationToken.None) is { } ticket && ticket.ChatAddress?.Chat == chat
            ? await act(new(number, Actor.Resident(ticket.Language)), ticket)
            : default;

    private static string TextOrDefault(string text, Ticket ticket, string key) =>
        CleanText.IsBlank(text) ? DeskTexts.Format(ticket.Language, key) : text.Trim();

    /// <summary>Recognises a button pressed twice: its text has had its effect already.</summary>
    private static bool IsLastMessage(Ticket ticket, string text) =>
        ticket.Messages.MaxBy(m => m.Id) is { Kind: MessageKind.FromResident } last && last.Text == text;

    private static IntakeRequest ToIntakeRequest(IncomingMessage message) => new()
    {
        Channel = message.From.Channel, Chat = message.From, ExternalId = message.ExternalId, Actor = Actor.Resident(message.Language),
        // A message is an inquiry until the resident says its kind.
        Kind = message.Kind ?? TicketKind.Inquiry, Priority = message.Priority,
        Description = message.Text, ReceivedAt = message.SentAt, Language = message.Language, OpensNewTicket = message.OpensNewTicket,
        TargetTicket = message.TargetTicket, ServiceItem = message.ServiceItem, EditedExternalId = message.EditsMessageId,
        IsCourtesy = message.IsCourtesy,
        RepliesTo = message.RepliesTo,
        Files = message.Files,
    };
}
