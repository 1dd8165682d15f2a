using System.Collections.Concurrent;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Http;

/// <summary>Limits the number of uses per key within a time window. Counts are kept in memory and lost on restart.</summary>
public sealed class RequestLimiter(TimeProvider time, int maxUses, TimeSpan period)
{
    private const int MaxTrackedKeys = 10_000;

    private readonly ConcurrentDictionary<string, UsageWindow> _windows = new();

    /// <summary>The time this key has to wait; null if it may proceed.</summary>
    public TimeSpan? GetRetryAfter(string key) =>
        _windows.TryGetValue(key, out var window) && window.Ends > time.Now() && window.Used >= maxUses ? window.Ends - time.Now() : null;

    /// <summary>Counts one use. Returns null if it was within the limit, otherwise the time to wait.</summary>
    public TimeSpan? RecordUse(string key)
    {
        if (_windows.Count > MaxTrackedKeys) RemoveExpired();
        if (GetRetryAfter(key) is { } wait) return wait;
        _windows.AddOrUpdate(key, _ => new(1, time.Now() + period),
            (_, window) => window.Ends > time.Now() ? window with { Used = window.Used + 1 } : new(1, time.Now() + period));
        return null;
    }

    private void RemoveExpired()
    {
        foreach (var (key, window) in _windows)
            if (window.Ends <= time.Now()) _windows.TryRemove(key, out _);
    }

    private sealed record UsageWindow(int Used, DateTimeOffset Ends);
}
