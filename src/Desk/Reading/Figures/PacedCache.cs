using System.Collections.Concurrent;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>
/// Keeps counted figures for a while, so that open pages cannot occupy the database with them: at most a twentieth of the time is spent on
/// counting. A small office thus always sees the present numbers, a large one those of some seconds ago.
/// </summary>
/// <param name="shortest">Figures that were counted faster are not kept at all.</param>
internal sealed class PacedCache<TKey, TValue>(TimeProvider time, TimeSpan shortest = default) where TKey : notnull
{
    private const int PauseFactor = 20, MaxEntries = 100;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TKey, (TValue Value, long StoredAt, TimeSpan Lifetime)> _counted = new();

    public async Task<TValue> ReadAsync(TKey key, Func<Task<TValue>> count)
    {
        if (_counted.TryGetValue(key, out var kept) && time.GetElapsedTime(kept.StoredAt) < kept.Lifetime) return kept.Value;
        var startedAt = time.GetTimestamp();
        var value = await count();
        var taken = time.GetElapsedTime(startedAt);
        if (_counted.Count >= MaxEntries) _counted.Clear();
        if (taken < shortest) _counted.TryRemove(key, out _);
        else _counted[key] = (value, time.GetTimestamp(), taken * PauseFactor < MaxAge ? taken * PauseFactor : MaxAge);
        return value;
    }
}
