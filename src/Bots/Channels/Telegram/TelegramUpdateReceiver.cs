using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Telegram.Bot;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Stores updates from polling and from the webhook in the inbox.</summary>
public sealed class TelegramUpdateReceiver(TelegramApi api, IInbox inbox, TimeProvider time)
{
    /// <summary>The updates are durable when the task completes. Only then may they be acknowledged.</summary>
    public async Task ReceiveAsync(IReadOnlyList<JsonElement> updates, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await inbox.StoreAsync([.. updates.Select(update => ToRawUpdate(update, api.Options.BotId, now))], cancellation);
        foreach (var update in updates) _ = AcknowledgeButtonAsync(update, cancellation);
    }

    internal static RawUpdate ToRawUpdate(JsonElement update, string bot, DateTimeOffset now) => new(
        ContactChannel.Telegram, bot, update.GetProperty("update_id").GetRawText(), FindChat(update),
        Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(update)), now);

    /// <summary>Finds the chat of an update of any kind. A private chat has the id of its person.</summary>
    internal static string? FindChat(JsonElement update)
    {
        foreach (var part in update.EnumerateObject())
        {
            if (part.Value.ValueKind is not JsonValueKind.Object) continue;
            var id = FindNumber(part.Value, "chat", "id") ?? FindNumber(part.Value, "message", "chat", "id")
                ?? FindNumber(part.Value, "from", "id");
            if (id is not null) return id;
        }

        return null;
    }

    private static string? FindNumber(JsonElement at, params ReadOnlySpan<string> path)
    {
        foreach (var step in path)
            if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(step, out at)) return null;
        return at.ValueKind is JsonValueKind.Number ? at.GetRawText() : null;
    }

    // Telegram shows a spinner on a pressed button until the press is acknowledged. Errors are ignored, as the reply comes as a message.
    private async Task AcknowledgeButtonAsync(JsonElement update, CancellationToken cancellation)
    {
        try
        {
            if (update.TryGetProperty("callback_query", out var press) && press.GetProperty("id").GetString() is { } id)
                await api.CallWithoutResultAsync((client, token) => client.AnswerCallbackQuery(id, cancellationToken: token), cancellation);
        }
        catch (Exception)
        {
            // The spinner stops by itself after a while.
        }
    }
}
