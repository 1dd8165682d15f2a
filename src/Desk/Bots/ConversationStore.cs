using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
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
    /// typed words answer no button.
    /// </summary>
    public async Task<IReadOnlyList<ChatButton>> LoadOfferedButtonsAsync(WriteUnit unit, ChatAddress chat, string? repliesTo)
    {
        var sent = unit.Db.Outbox.AsNoTracking()
            .Where(o => o.Chat == chat.Chat && o.Bot == chat.Bot && o.Channel == chat.Channel && o.Clips == "");
        var last = (repliesTo is null ? null : await sent.FirstOrDefaultAsync(o => o.ExternalId == repliesTo))
            ?? await sent.OrderByDescending(o => o.Id).FirstOrDefaultAsync();
        return last is null ? [] : [.. OutboxQueue.ReadButtons(last).SelectMany(row => row)];
    }

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
