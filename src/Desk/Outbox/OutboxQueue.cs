using System.Text.Json;
using System.Text.Json.Serialization;
using EcomCenter.Bots.Channels;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Outbox;

/// <summary>Queues messages for chats, in the same transaction as the change that they report.</summary>
public static class OutboxQueue
{
    /// <summary>
    /// Queues a message. A long message is split into pieces, which all carry <paramref name="messageId"/>; it counts as delivered with
    /// the last. In a chat on a page of the desk the message is visible with this commit. In that case the method returns true, and the
    /// caller records the delivery.
    /// </summary>
    public static bool Enqueue(this WriteUnit unit, OutgoingMessage message, long? ticketId = null, long? messageId = null)
    {
        var isVisibleAtCommit = KnownChannels.GetTraits(message.To.Channel).IsOwnPage;
        var pieces = ChatText.Split(message);
        var buttons = message.Buttons.Count == 0 ? ""
            : JsonSerializer.Serialize(message.Buttons, ButtonJson.Default.IReadOnlyListIReadOnlyListChatButton);
        for (var i = 0; i < pieces.Count; i++)
        {
            var (id, isLast) = (unit.NewId(), i == pieces.Count - 1);
            unit.Add(new OutboxRow
            {
                Id = id, Channel = message.To.Channel, Bot = message.To.Bot, Chat = message.To.Chat, Language = message.Language,
                Text = pieces[i], Buttons = isLast ? buttons : "", Clips = string.Join(' ', message.Clips), FileId = message.File?.Id,
                TicketId = ticketId, MessageId = messageId, CreatedAt = unit.Now,
                State = isVisibleAtCommit ? DeliveryState.Sent : DeliveryState.Queued, SentAt = isVisibleAtCommit ? unit.Now : null,
                NextAttemptAt = isVisibleAtCommit ? null : unit.Now,
            });
            if (isVisibleAtCommit) unit.ChatChanges.Add(new(id, message.To.Chat));
        }

        return isVisibleAtCommit;
    }

    /// <summary>Counts the pieces of a message that could not be delivered to a chat. Pieces that arrived are not among them.</summary>
    public static Task<int> CountUndeliveredPiecesAsync(this WriteUnit unit, ChatAddress chat, long messageId) =>
        UndeliveredPieces(unit, chat, messageId).CountAsync();

    /// <summary>Queues these pieces again. They are written at once, so that nothing which is queued after them overtakes them.</summary>
    public static async Task QueueUndeliveredPiecesAsync(this WriteUnit unit, ChatAddress chat, long messageId)
    {
        var now = unit.Now;
        await UndeliveredPieces(unit, chat, messageId).ExecuteUpdateAsync(piece => piece
            .SetProperty(o => o.State, DeliveryState.Queued).SetProperty(o => o.NextAttemptAt, now).SetProperty(o => o.Attempts, 0)
            .SetProperty(o => o.SentAt, (DateTimeOffset?)null).SetProperty(o => o.ExternalId, (string?)null)
            .SetProperty(o => o.LastError, (string?)null));
        unit.HasQueuedMessages = true;
    }

    private static IQueryable<OutboxRow> UndeliveredPieces(WriteUnit unit, ChatAddress chat, long messageId) =>
        unit.Db.Outbox.Where(o => o.MessageId == messageId && o.State == DeliveryState.Unreachable
            && o.Chat == chat.Chat && o.Channel == chat.Channel && o.Bot == chat.Bot);

    public static IReadOnlyList<string> ReadClips(OutboxRow row) => row.Clips.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static IReadOnlyList<IReadOnlyList<ChatButton>> ReadButtons(OutboxRow row) =>
        row.Buttons.Length == 0 ? []
            : JsonSerializer.Deserialize(row.Buttons, ButtonJson.Default.IReadOnlyListIReadOnlyListChatButton) ?? [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<IReadOnlyList<ChatButton>>))]
internal sealed partial class ButtonJson : JsonSerializerContext;
