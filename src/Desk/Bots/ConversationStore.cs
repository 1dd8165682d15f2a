using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>Stores the conversation state of each chat, and queues the replies of the bot.</summary>
public sealed class ConversationStore(ReplyBudget replyBudget)
{
    /// <summary>Loads the state of a chat; <see cref="ConversationState.Initial"/> for an unknown chat.</summary>
    public async Task<ConversationState> LoadAsync(WriteUnit unit, ChatAddress chat) => Parse(await unit.FindConversationStateAsync(chat));

    /// <inheritdoc cref="LoadAsync(WriteUnit, ChatAddress)"/>
    public static async Task<ConversationState> LoadAsync(DeskDb db, ChatAddress chat, CancellationToken cancellation) =>
        Parse(await db.Conversations.Where(c => c.Chat == chat.Chat && c.Bot == chat.Bot && c.Channel == chat.Channel)
            .Select(c => c.State).FirstOrDefaultAsync(cancellation));

    /// <summary>
    /// Loads the buttons of the last message sent to the chat, or of the one that is replied to, in order. Empty if it had none; then
    /// typed words answer no button. A question of staff has its button here also where the channel shows none.
    /// </summary>
    public async Task<IReadOnlyList<ChatButton>> LoadOfferedButtonsAsync(WriteUnit unit, ChatAddress chat, string? repliesTo)
    {
        if (!await unit.WasEverSentToAsync(chat)) return [];
        var sent = unit.Db.Outbox.AsNoTracking()
            .Where(o => o.Chat == chat.Chat && o.Bot == chat.Bot && o.Channel == chat.Channel && o.Clips == "" && o.FileId == null);
        var last = (repliesTo is null ? null : await sent.FirstOrDefaultAsync(o => o.ExternalId == repliesTo))
            ?? await sent.OrderByDescending(o => o.Id).FirstOrDefaultAsync();
        if (last is null) return [];
        List<ChatButton> buttons = [.. OutboxQueue.ReadButtons(last).SelectMany(row => row)];
        return buttons.Count == 0 && await FindAskingTicketAsync(unit, last) is { } number
            ? [.. AnswerButtons.ForQuestion(last.Language, number).SelectMany(row => row)] : buttons;
    }

    private static async Task<TicketNumber?> FindAskingTicketAsync(WriteUnit unit, OutboxRow row) =>
        row.MessageId is null ? null
            : await unit.Db.Tickets.Where(t => t.Id == row.TicketId
                && t.Messages.Any(m => m.Id == row.MessageId && m.Kind == MessageKind.NeedFromYou))
                .Select(t => (TicketNumber?)t.Number).FirstOrDefaultAsync();

    /// <summary>Stores the state after an input and queues the messages of the reply, in order.</summary>
    public async Task SaveAsync(WriteUnit unit, ChatInput input, BotReply reply)
    {
        var chat = input.From;
        unit.AddOrReplace(new ConversationRow
        {
            Channel = chat.Channel, Bot = chat.Bot, Chat = chat.Chat, UpdatedAt = unit.Now,
            State = reply.NextState.ToJson(),
        });
        List<OutgoingMessage> messages = [.. reply.MessagesTo(chat)];
        foreach (var message in await replyBudget.LimitAsync(unit, chat, messages, CancellationToken.None)) unit.Enqueue(message);
    }

    private static ConversationState Parse(string? json) =>
        json is null ? ConversationState.Initial : ConversationState.FromJson(json);
}
