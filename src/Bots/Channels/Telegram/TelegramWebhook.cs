using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EcomCenter.Bots.Ports;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Receives updates through the webhook. Requests without the right secret are rejected unread.</summary>
public sealed partial class TelegramWebhook(
    TelegramApi api, TelegramUpdateReceiver receiver, TelegramHealth health, IDatabaseOutage outage, TimeProvider time,
    ILogger<TelegramWebhook> log) : IWebhook
{
    public const string Path = "/bots/telegram", SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    /// <summary>The largest accepted body, in bytes. Telegram's updates have a few kilobytes.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    string IWebhook.Path => Path;

    int IWebhook.MaxBodyBytes => MaxBodyBytes;

    public bool IsEnabled => api.Options is { IsOn: true, Mode: TelegramMode.Webhook };

    /// <summary>Compares the secret in constant time.</summary>
    public bool IsFromMessenger(WebhookRequest request)
    {
        var secret = request.Header(SecretHeader);
        if (CryptographicOperations.FixedTimeEquals(Hash(secret ?? ""), Hash(api.Options.WebhookSecret)) && secret is { Length: > 0 })
            return true;
        health.RecordWrongSecret(time.GetUtcNow());
        return false;
    }

    public async Task<WebhookReply> ReceiveAsync(WebhookRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        if (ParseUpdate(body) is not { } update) return WebhookReply.Unreadable;
        try
        {
            await receiver.ReceiveAsync([update], CancellationToken.None);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever failed, Telegram is told that the update is not stored, and sends it again.
            if (!outage.TryReport(error)) LogNotStored(error.GetType().Name);
            return WebhookReply.NotStored;
        }

        health.RecordAnswer(time.GetUtcNow());
        return WebhookReply.Stored;
    }

    private static JsonElement? ParseUpdate(ReadOnlyMemory<byte> body)
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not store an update of Telegram ({ErrorType}). Telegram will deliver it again")]
    private partial void LogNotStored(string errorType);
}
