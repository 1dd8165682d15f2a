using System.Collections.Concurrent;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Outbox;

/// <summary>
/// The bots that a channel told to wait, or that are switched off. Nothing is sent for them meanwhile. Pauses go by the monotonic clock. A
/// restart forgets them.
/// </summary>
public sealed class PausedBots(TimeProvider time)
{
    private readonly ConcurrentDictionary<(ContactChannel Channel, string Bot), PauseOfBot> _pauses = new();

    public void Pause(ChatAddress chat, TimeSpan duration)
    {
        var pause = new PauseOfBot(time.GetTimestamp(), duration);
        _pauses.AddOrUpdate((chat.Channel, chat.Bot), pause, (_, known) => LeftOf(known) > duration ? known : pause);
    }

    public bool IsPaused(ChatAddress chat) =>
        _pauses.TryGetValue((chat.Channel, chat.Bot), out var pause) && LeftOf(pause) > TimeSpan.Zero;

    public IReadOnlyList<(ContactChannel Channel, string Bot, DateTimeOffset Until)> GetPaused(DateTimeOffset now) =>
        [.. _pauses.Where(bot => LeftOf(bot.Value) > TimeSpan.Zero)
            .Select(bot => (bot.Key.Channel, bot.Key.Bot, (now + LeftOf(bot.Value)).TruncateToMilliseconds()))];

    private TimeSpan LeftOf(PauseOfBot pause) => pause.Duration - time.GetElapsedTime(pause.StartedAt);

    private sealed record PauseOfBot(long StartedAt, TimeSpan Duration);
}
