using System.Collections.Concurrent;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Web.Forms;

/// <summary>Limits the number of uses per key within a time window. Counts are kept in memory and lost on restart.</summary>
public sealed class Allowance(TimeProvider time, int most, TimeSpan within)
{
    private const int Crowded = 10_000;

    private readonly ConcurrentDictionary<string, Window> _windows = new();

    /// <summary>The time this key has to wait; null if it may proceed.</summary>
    public TimeSpan? Wait(string key) =>
        _windows.TryGetValue(key, out var window) && window.Ends > time.Now() && window.Used >= most ? window.Ends - time.Now() : null;

    /// <summary>Counts one use. Returns null if it was within the limit, otherwise the time to wait.</summary>
    public TimeSpan? Use(string key)
    {
        if (_windows.Count > Crowded) ForgetOver();
        if (Wait(key) is { } wait) return wait;
        _windows.AddOrUpdate(key, _ => new(1, time.Now() + within),
            (_, window) => window.Ends > time.Now() ? window with { Used = window.Used + 1 } : new(1, time.Now() + within));
        return null;
    }

    private void ForgetOver()
    {
        foreach (var (key, window) in _windows)
            if (window.Ends <= time.Now()) _windows.TryRemove(key, out _);
    }

    private sealed record Window(int Used, DateTimeOffset Ends);
}
