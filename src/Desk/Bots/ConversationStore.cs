using System.Text.Json;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>Stores the conversation state of each chat, and queues the replies of the bot.</summary>
public sealed class ConversationStore(ReplyBudget replyBudget)
{
    /// <summary>Loads the state of the chat in which an update came. Null if the update is done already.</summary>
    public async Task<ConversationState?> LoadIfPendingAsync(WriteUnit unit, InboxItem item, ChatAddress chat) =>
        await unit.Db.Inbox.AnyAsync(i => i.Id == item.Id && i.DoneAt == null)
            ? await LoadAsync(unit.Db, chat, CancellationToken.None) : null;

    /// <summary>Loads the state of a chat; <see cref="ConversationState.Initial"/> for an unknown chat.</summary>
    public static async Task<ConversationState> LoadAsync(DeskDb db, ChatAddress chat, CancellationToken cancellation) =>
        await FindRowAsync(db, chat, cancellation) is { } row ? ParseState(row.State) : ConversationState.Initial;

    /// <summary>
    /// Loads the button codes of the last message sent to the chat, in order. Empty if it had no buttons; then a number is an
    /// ordinary message.
    /// </summary>
    public async Task<IReadOnlyList<string>> LoadLastButtonCodesAsync(WriteUnit unit, ChatAddress chat)
    {
        var last = await unit.Db.Outbox.AsNoTracking()
            .Where(o => o.Chat == chat.Chat && o.Bot == chat.Bot && o.Channel == chat.Channel && o.Clips == "")
            .OrderByDescending(o => o.Id).FirstOrDefaultAsync();
        return last is null ? [] : [.. OutboxQueue.ReadButtons(last).SelectMany(row => row).Select(button => button.Code)];
    }

    /// <summary>Stores the state after an input and queues the messages of the reply, in order.</summary>
    public async Task SaveAsync(WriteUnit unit, ChatInput input, BotReply reply)
    {
        await SaveStateAsync(unit, input.From, JsonSerializer.Serialize(reply.NextState, ConversationStateJson.Default.ConversationState));
        List<OutgoingMessage> messages = [.. reply.Messages.Select(message => message.ToOutgoing(input.From, input.Origin.HasButtons))];
        foreach (var message in await replyBudget.LimitAsync(unit, input.From, messages, CancellationToken.None)) unit.Enqueue(message);
    }

    private static async Task SaveStateAsync(WriteUnit unit, ChatAddress chat, string stateJson)
    {
        if (await FindRowAsync(unit.Db, chat, CancellationToken.None) is { } row) (row.State, row.UpdatedAt) = (stateJson, unit.Now);
        else unit.Add(new ConversationRow
        {
            Channel = chat.Channel, Bot = chat.Bot, Chat = chat.Chat, State = stateJson, UpdatedAt = unit.Now,
        });
    }

    private static Task<ConversationRow?> FindRowAsync(DeskDb db, ChatAddress chat, CancellationToken cancellation) =>
        db.Conversations.FirstOrDefaultAsync(c => c.Chat == chat.Chat && c.Bot == chat.Bot && c.Channel == chat.Channel, cancellation);

    // A state that this version cannot read must not silence the bot: the conversation starts anew.
    private static ConversationState ParseState(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ConversationStateJson.Default.ConversationState) ?? ConversationState.Initial;
        }
        catch (JsonException)
        {
            return ConversationState.Initial;
        }
    }
}
