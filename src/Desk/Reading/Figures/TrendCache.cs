using System.Collections.Concurrent;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>
/// Keeps the figures of the last weeks for a while, so that open pages cannot occupy the database with them: at most a twentieth of the
/// time is spent on counting. A small office thus always sees the present numbers, a large one those of some seconds ago.
/// </summary>
public sealed class TrendCache(TrendQuery query, TimeProvider time)
{
    private const int PauseFactor = 20, MaxEntries = 100;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(ReadScope, FigureFilter, int), CountedTrend> _counted = new();

    public async Task<Trend> ReadAsync(Actor actor, FigureFilter filter, int weeks, CancellationToken cancellation)
    {
        var (key, startedAt) = ((ReadScope.ForActor(actor), filter, weeks), time.GetTimestamp());
        if (_counted.TryGetValue(key, out var counted) && time.GetElapsedTime(counted.StoredAt) < counted.Lifetime) return counted.Trend;
        var trend = await query.ReadAsync(actor, filter, weeks, cancellation);
        var pause = time.GetElapsedTime(startedAt) * PauseFactor;
        if (_counted.Count >= MaxEntries) _counted.Clear();
        _counted[key] = new(trend, time.GetTimestamp(), pause < MaxAge ? pause : MaxAge);
        return trend;
    }

    private sealed record CountedTrend(Trend Trend, long StoredAt, TimeSpan Lifetime);
}
