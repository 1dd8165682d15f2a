using System.Collections.Concurrent;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Web.Forms;

/// <summary>So many times within a while, for each key. Kept in memory: a restart forgives.</summary>
public sealed class Allowance(TimeProvider time, int most, TimeSpan within)
{
    private const int Crowded = 10_000;

    private readonly ConcurrentDictionary<string, Window> _windows = new();

    /// <summary>How long this key has to wait; null when it may go on.</summary>
    public TimeSpan? Wait(string key) =>
        _windows.TryGetValue(key, out var window) && window.Ends > time.Now() && window.Used >= most ? window.Ends - time.Now() : null;

    /// <summary>Counts one use. Null when it was within the allowance, else how long to wait.</summary>
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
