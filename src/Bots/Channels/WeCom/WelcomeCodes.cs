using System.Collections.Concurrent;
using EcomCenter.Bots.Ports;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>
/// The codes with which a resident who opened the chat, and has not written yet, may be greeted once. They are valid for 20 seconds, so
/// they are kept in memory only: a resident who is not greeted after a crash writes all the same.
/// </summary>
public sealed class WelcomeCodes(TimeProvider time)
{
    /// <summary>The time after the entry for which WeCom accepts the code.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<(string Account, string Chat), (string Code, DateTimeOffset Until)> _codes = new();

    /// <summary>Remembers the code of an entry into the chat. Other updates have none.</summary>
    public void Remember(RawUpdate update)
    {
        var now = time.GetUtcNow();
        if (update.Chat is not { } chat || WeComMessage.TryParse(update.Payload) is not { } message || ReadCode(message) is not { } code)
            return;
        var until = (message.SentAt ?? now) + Lifetime;
        if (until <= now) return;
        foreach (var (key, old) in _codes)
            if (old.Until <= now) _codes.TryRemove(key, out _);
        _codes[(update.Bot, chat)] = (code, until);
    }

    /// <summary>Takes the code of a chat. It works once.</summary>
    public string? Take(string account, string chat) =>
        _codes.TryRemove((account, chat), out var entry) && entry.Until > time.GetUtcNow() ? entry.Code : null;

    internal static string? ReadCode(WeComMessage message) =>
        message is { IsEvent: true, EventType: "enter_session" } ? message.Text("event", "welcome_code") : null;
}
