using System.Collections.Concurrent;
using System.Diagnostics;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>
/// Keeps us below what Telegram allows, so that nobody's message is turned away: thirty a second, one a second in one chat after a few at once.
/// Real time, whatever the program's clock shows: it is the server's patience that counts.
/// </summary>
public sealed class TelegramThrottle
{
    private const double AtOnceInChat = 5, OwnServer = 30;
    private const int MostChats = 10_000;

    private readonly Bucket? _all;
    private readonly ConcurrentDictionary<long, Bucket> _chats = new();
    private readonly TelegramPace _pace;

    public TelegramThrottle(TelegramLine line)
    {
        _pace = line.Pace;
        if ((_pace.SendsPerSecond ?? (line.Options.BaseUrl.Length == 0 ? OwnServer : null)) is { } rate) _all = new(rate, rate);
    }

    /// <summary>Until the next message to that chat may leave.</summary>
    public async Task WaitAsync(long chat, CancellationToken cancellation)
    {
        if (_all is null) return;
        if (_chats.Count > MostChats) _chats.Clear();
        var own = _chats.GetOrAdd(chat, _ => new(_pace.SendsPerSecondAndChat, AtOnceInChat)).Put();
        if (own > TimeSpan.Zero) await Task.Delay(own, cancellation);
        var all = _all.Put();
        if (all > TimeSpan.Zero) await Task.Delay(all, cancellation);
    }

    /// <summary>Empties by its rate; who puts something into a full one waits until there was room for it.</summary>
    private sealed class Bucket(double rate, double size)
    {
        private readonly Lock _gate = new();
        private double _used;
        private long _at = Stopwatch.GetTimestamp();

        public TimeSpan Put()
        {
            lock (_gate)
            {
                var now = Stopwatch.GetTimestamp();
                _used = Math.Max(0, _used - (Stopwatch.GetElapsedTime(_at, now).TotalSeconds * rate)) + 1;
                _at = now;
                return _used <= size ? TimeSpan.Zero : TimeSpan.FromSeconds((_used - size) / rate);
            }
        }
    }
}
