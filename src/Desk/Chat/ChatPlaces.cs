using System.Text.Json;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Chat;

/// <summary>Stores the conversation state of each chat.</summary>
public sealed class ChatPlaces(ChatInbox inbox, SpareSends spare, DeskWriter writer,
    IDbContextFactory<DeskDb> contexts) : IConversations
{
    public async Task<Place> FindAsync(ChatAddress chat, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await RowAsync(db, chat, cancellation) is { } row ? Read(row.Place) : Place.Start;
    }

    public async Task<IReadOnlyList<string>> LastKeyboardAsync(ChatAddress chat, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var last = await db.Outbox.AsNoTracking()
            .Where(o => o.Chat == chat.Chat && o.Bot == chat.Bot && o.Channel == chat.Channel && o.Clips == "")
            .OrderByDescending(o => o.Id).FirstOrDefaultAsync(cancellation);
        return last is null ? [] : [.. OutboxQueue.ButtonsOf(last).SelectMany(row => row).Select(button => button.Code)];
    }

    public Task CompleteAsync(InboxItem item, ChatAddress chat, Place place, IReadOnlyList<OutgoingMessage> says,
        CancellationToken cancellation) =>
        writer.WriteAsync(async unit =>
        {
            if (!await inbox.CompleteAsync(unit, item, "done", cancellation)) return;
            await MoveAsync(unit, chat, JsonSerializer.Serialize(place, PlaceJson.Default.Place), cancellation);
            foreach (var message in await spare.OfAsync(unit, chat, says, cancellation)) unit.Enqueue(message);
        }, cancellation);

    private static async Task MoveAsync(WriteUnit unit, ChatAddress chat, string place, CancellationToken cancellation)
    {
        if (await RowAsync(unit.Db, chat, cancellation) is { } row) (row.Place, row.UpdatedAt) = (place, unit.Now);
        else unit.Add(new ConversationRow
        {
            Channel = chat.Channel, Bot = chat.Bot, Chat = chat.Chat, Place = place, UpdatedAt = unit.Now,
        });
    }

    private static Task<ConversationRow?> RowAsync(DeskDb db, ChatAddress chat, CancellationToken cancellation) =>
        db.Conversations.FirstOrDefaultAsync(c => c.Chat == chat.Chat && c.Bot == chat.Bot && c.Channel == chat.Channel, cancellation);

    // A state that this version cannot read must not silence the bot: the conversation starts anew.
    private static Place Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, PlaceJson.Default.Place) ?? Place.Start;
        }
        catch (JsonException)
        {
            return Place.Start;
        }
    }
}
