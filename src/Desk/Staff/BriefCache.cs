using System.Collections.Concurrent;
using System.Diagnostics;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// Keeps what was found for less than a second, so that a change made anywhere applies within a second. What was not found is not kept, so
/// that something new works at once. Uses real time instead of the injected clock, because a revocation must not wait for a stopped clock.
/// </summary>
internal sealed class BriefCache<T>(Func<string, Task<T?>> load)
    where T : class
{
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(750);

    private readonly ConcurrentDictionary<string, Entry> _entries = new();

    public ValueTask<T?> FindAsync(string key) =>
        _entries.TryGetValue(key, out var entry) && Stopwatch.GetElapsedTime(entry.Since) < Duration ? new(entry.Found)
            : new(LoadAsync(key));

    /// <summary>Returns what was found last, however long ago, without asking; null if it was never found.</summary>
    public T? FindKept(string key) => _entries.GetValueOrDefault(key)?.Found;

    /// <summary>Makes a change by this node apply at once.</summary>
    public void Remove(string key) => _entries.TryRemove(key, out _);

    private async Task<T?> LoadAsync(string key)
    {
        var since = Stopwatch.GetTimestamp();
        var found = await load(key);
        if (found is null) Remove(key);
        else _entries[key] = new(since, found);
        return found;
    }

    private sealed record Entry(long Since, T Found);
}
