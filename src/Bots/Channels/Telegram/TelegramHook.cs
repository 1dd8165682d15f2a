using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EcomCenter.Bots.Channels.Telegram;

public enum HookAnswer { Taken, Unreadable }

/// <summary>Updates that Telegram brings us. Who does not know the secret is not listened to at all.</summary>
public sealed class TelegramHook(TelegramLine line, TelegramIntake intake, TelegramHealth health, TimeProvider time)
{
    public const string Path = "/bots/telegram", SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    /// <summary>Telegram's own updates are a few kilobytes.</summary>
    public const int LargestBody = 1024 * 1024;

    public bool IsOpen => line.Options is { IsOn: true, Mode: TelegramMode.Webhook };

    /// <summary>In fixed time, and before anything else of the request is looked at.</summary>
    public bool Knows(string? secret)
    {
        if (CryptographicOperations.FixedTimeEquals(Hash(secret ?? ""), Hash(line.Options.WebhookSecret)) && secret is { Length: > 0 }) return true;
        health.WrongSecret(time.GetUtcNow());
        return false;
    }

    /// <summary>When it returns that it was taken, it is durable. Throws only where it could not be stored: then Telegram brings it again.</summary>
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
