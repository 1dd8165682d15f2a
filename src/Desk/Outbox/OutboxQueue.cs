using System.Text.Json;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Outbox;

/// <summary>Where a message starts on its way into a chat: a row in the same transaction as what it tells about.</summary>
public static class OutboxQueue
{
    /// <summary>
    /// Queues a message, cut into pieces where it is too long; every piece carries <paramref name="messageId"/>, and it is delivered with the last.
    /// In a web chat it is visible at this commit, so it is sent already: the caller tells the ticket. True when it was.
    /// </summary>
    public static bool Enqueue(this WriteUnit unit, OutgoingMessage message, long? ticketId = null, long? messageId = null)
    {
        var visibleAtOnce = message.To.Channel is ContactChannel.WebChat;
        var pieces = ChatText.Pieces(message);
        for (var i = 0; i < pieces.Count; i++)
        {
            var last = i == pieces.Count - 1;
            unit.Add(new OutboxRow
            {
                Id = unit.NewId(), Channel = message.To.Channel, Bot = message.To.Bot, Chat = message.To.Chat, Language = message.Language,
                Text = pieces[i], Buttons = last && message.Buttons.Count > 0 ? JsonSerializer.Serialize(message.Buttons, ButtonJson.Default.IReadOnlyListIReadOnlyListChatButton) : "",
                Clips = string.Join(' ', message.Clips), FileId = message.File?.Id, TicketId = ticketId, MessageId = messageId, CreatedAt = unit.Now,
                State = visibleAtOnce ? DeliveryState.Sent : DeliveryState.Queued, SentAt = visibleAtOnce ? unit.Now : null,
                NextAttemptAt = visibleAtOnce ? null : unit.Now,
            });
        }

        if (visibleAtOnce) unit.ChatsChanged.Add(message.To.Chat);
        else unit.MailQueued = true;
        return visibleAtOnce;
    }

    public static IReadOnlyList<string> ClipsOf(OutboxRow row) => row.Clips.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static IReadOnlyList<IReadOnlyList<ChatButton>> ButtonsOf(OutboxRow row) =>
        row.Buttons.Length == 0 ? [] : JsonSerializer.Deserialize(row.Buttons, ButtonJson.Default.IReadOnlyListIReadOnlyListChatButton) ?? [];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<IReadOnlyList<ChatButton>>))]
internal sealed partial class ButtonJson : JsonSerializerContext;
