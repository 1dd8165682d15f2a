using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EcomCenter.Bots.Channels.Telegram;

public enum HookAnswer { Taken, Unreadable }

/// <summary>Receives updates through the webhook. Requests without the right secret are rejected unread.</summary>
public sealed class TelegramHook(TelegramLine line, TelegramIntake intake, TelegramHealth health, TimeProvider time)
{
    public const string Path = "/bots/telegram", SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    /// <summary>The largest accepted body, in bytes. Telegram's updates have a few kilobytes.</summary>
    public const int LargestBody = 1024 * 1024;

    public bool IsOpen => line.Options is { IsOn: true, Mode: TelegramMode.Webhook };

    /// <summary>Compares the secret in constant time. The caller checks it before it reads anything else of the request.</summary>
    public bool Knows(string? secret)
    {
        if (CryptographicOperations.FixedTimeEquals(Hash(secret ?? ""), Hash(line.Options.WebhookSecret)) && secret is { Length: > 0 })
            return true;
        health.WrongSecret(time.GetUtcNow());
        return false;
    }

    /// <summary>Stores the update durably. Throws if it could not be stored, so that Telegram delivers it again.</summary>
    public async Task<HookAnswer> TakeAsync(ReadOnlySequence<byte> body, CancellationToken cancellation)
    {
        if (Read(body) is not { } update) return HookAnswer.Unreadable;
        await intake.TakeAsync([update], cancellation);
        health.Answered(time.GetUtcNow());
        return HookAnswer.Taken;
    }

    private static JsonElement? Read(ReadOnlySequence<byte> body)
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
