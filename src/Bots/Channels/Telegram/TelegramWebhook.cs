using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EcomCenter.Bots.Channels.Telegram;

public enum WebhookResult { Stored, Unreadable }

/// <summary>Receives updates through the webhook. Requests without the right secret are rejected unread.</summary>
public sealed class TelegramWebhook(TelegramApi api, TelegramUpdateReceiver receiver, TelegramHealth health, TimeProvider time)
{
    public const string Path = "/bots/telegram", SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    /// <summary>The largest accepted body, in bytes. Telegram's updates have a few kilobytes.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    public bool IsEnabled => api.Options is { IsOn: true, Mode: TelegramMode.Webhook };

    /// <summary>Compares the secret in constant time. The caller checks it before it reads anything else of the request.</summary>
    public bool IsSecretValid(string? secret)
    {
        if (CryptographicOperations.FixedTimeEquals(Hash(secret ?? ""), Hash(api.Options.WebhookSecret)) && secret is { Length: > 0 })
            return true;
        health.RecordWrongSecret(time.GetUtcNow());
        return false;
    }

    /// <summary>Stores the update durably. Throws if it could not be stored, so that Telegram delivers it again.</summary>
    public async Task<WebhookResult> ReceiveAsync(ReadOnlySequence<byte> body, CancellationToken cancellation)
    {
        if (ParseUpdate(body) is not { } update) return WebhookResult.Unreadable;
        await receiver.ReceiveAsync([update], cancellation);
        health.RecordAnswer(time.GetUtcNow());
        return WebhookResult.Stored;
    }

    private static JsonElement? ParseUpdate(ReadOnlySequence<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } update && update.TryGetProperty("update_id", out var id)
                && id.ValueKind is JsonValueKind.Number && id.TryGetInt64(out _) ? update.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
