using System.Text.Json;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>Stores the conversation state of each chat.</summary>
public sealed class ConversationStore(InboxStore inbox, ReplyBudget replyBudget, DeskWriter writer,
    IDbContextFactory<DeskDb> contexts) : IConversationStore
{
    public async Task<ConversationState> LoadAsync(ChatAddress chat, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await FindRowAsync(db, chat, cancellation) is { } row ? ParseState(row.State) : ConversationState.Initial;
    }

    public async Task<IReadOnlyList<string>> LoadLastButtonCodesAsync(ChatAddress chat, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var last = await db.Outbox.AsNoTracking()
            .Where(o => o.Chat == chat.Chat && o.Bot == chat.Bot && o.Channel == chat.Channel && o.Clips == "")
            .OrderByDescending(o => o.Id).FirstOrDefaultAsync(cancellation);
        return last is null ? [] : [.. OutboxQueue.ReadButtons(last).SelectMany(row => row).Select(button => button.Code)];
    }

    public Task CompleteAsync(InboxItem item, ChatAddress chat, ConversationState state, IReadOnlyList<OutgoingMessage> replies,
        CancellationToken cancellation) =>
        writer.WriteAsync(async unit =>
        {
            if (!await inbox.CompleteAsync(unit, item, "done", cancellation)) return;
            await SaveStateAsync(unit, chat, JsonSerializer.Serialize(state, ConversationStateJson.Default.ConversationState),
                cancellation);
            foreach (var message in await replyBudget.LimitAsync(unit, chat, replies, cancellation)) unit.Enqueue(message);
        }, cancellation);

    private static async Task SaveStateAsync(WriteUnit unit, ChatAddress chat, string stateJson, CancellationToken cancellation)
    {
        if (await FindRowAsync(unit.Db, chat, cancellation) is { } row) (row.State, row.UpdatedAt) = (stateJson, unit.Now);
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
