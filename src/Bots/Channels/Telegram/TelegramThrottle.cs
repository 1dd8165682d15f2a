using System.Collections.Concurrent;
using System.Diagnostics;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>
/// Keeps sends below Telegram's limits: thirty messages a second, and one a second in each chat after a short burst. It measures real
/// time and not the program's clock, because the limits are the server's.
/// </summary>
public sealed class TelegramThrottle
{
    private const double BurstPerChat = 5, TelegramSendsPerSecond = 30;
    private const int MaxChats = 10_000;

    private readonly Bucket? _all;
    private readonly ConcurrentDictionary<long, Bucket> _chats = new();
    private readonly TelegramTiming _timing;

    public TelegramThrottle(TelegramApi api)
    {
        _timing = api.Timing;
        if ((_timing.SendsPerSecond ?? (api.Options.BaseUrl.Length == 0 ? TelegramSendsPerSecond : null)) is { } rate)
            _all = new(rate, rate);
    }

    /// <summary>Waits until the next message to the chat may be sent.</summary>
    public async Task WaitAsync(long chat, CancellationToken cancellation)
    {
        if (_all is null) return;
        if (_chats.Count > MaxChats) _chats.Clear();
        var own = _chats.GetOrAdd(chat, _ => new(_timing.SendsPerSecondPerChat, BurstPerChat)).Reserve();
        if (own > TimeSpan.Zero) await Task.Delay(own, cancellation);
        var all = _all.Reserve();
        if (all > TimeSpan.Zero) await Task.Delay(all, cancellation);
    }

    /// <summary>A leaky bucket: it drains at its rate, and adding to a full one returns the time to wait.</summary>
    private sealed class Bucket(double rate, double capacity)
    {
        private readonly Lock _gate = new();
        private double _used;
        private long _at = Stopwatch.GetTimestamp();

        public TimeSpan Reserve()
        {
            lock (_gate)
            {
                var now = Stopwatch.GetTimestamp();
                _used = Math.Max(0, _used - (Stopwatch.GetElapsedTime(_at, now).TotalSeconds * rate)) + 1;
                _at = now;
                return _used <= capacity ? TimeSpan.Zero : TimeSpan.FromSeconds((_used - capacity) / rate);
            }
        }
    }
}
