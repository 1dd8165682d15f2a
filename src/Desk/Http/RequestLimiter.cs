namespace EcomCenter.Desk.Http;

/// <summary>
/// Limits the uses per key within any period of one length. Counts are kept in memory and lost on restart. They go by the monotonic clock:
/// a host's clock that is put forward or back frees nobody and locks nobody out. The limiters of System.Threading.RateLimiting refill in
/// steps of real time, so a guesser gets twice the limit around a step, and a test can't let time pass.
/// </summary>
public sealed class RequestLimiter<TKey>(TimeProvider time, int maxUses, TimeSpan period)
    where TKey : notnull
{
    private const int MaxKeysWithoutCleaning = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Queue<long>> _uses = [];
    private long? _lastCleaning;

    /// <summary>The time this key has to wait; null if it may proceed.</summary>
    public TimeSpan? GetRetryAfter(TKey key)
    {
        lock (_gate) return GetRetryAfterUnderLock(key, time.GetTimestamp());
    }

    /// <summary>Counts one use. Returns null if it was within the limit, otherwise the time to wait.</summary>
    public TimeSpan? RecordUse(TKey key)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (GetRetryAfterUnderLock(key, now) is { } wait) return wait;
            if (_uses.Count > MaxKeysWithoutCleaning && MayCleanUnderLock(now)) RemoveExpiredUnderLock(now);
            if (!_uses.TryGetValue(key, out var uses)) _uses[key] = uses = new();
            uses.Enqueue(now);
            return null;
        }
    }

    /// <summary>
    /// Takes back the latest use, for a guess that turned out to be right. Guesses are counted before they are checked, because many at
    /// once would all pass a limit that is counted afterwards.
    /// </summary>
    public void TakeBackUse(TKey key)
    {
        lock (_gate)
        {
            if (!_uses.TryGetValue(key, out var uses) || uses.Count == 0) return;
            _uses[key] = new(uses.SkipLast(1));
        }
    }

    private TimeSpan? GetRetryAfterUnderLock(TKey key, long now)
    {
        if (!_uses.TryGetValue(key, out var uses)) return null;
        while (uses.TryPeek(out var oldest) && IsExpired(oldest, now)) uses.Dequeue();
        return uses.Count >= maxUses ? period - time.GetElapsedTime(uses.Peek(), now) : null;
    }

    private bool MayCleanUnderLock(long now) => _lastCleaning is not { } last || time.GetElapsedTime(last, now) >= period / 10;

    private void RemoveExpiredUnderLock(long now)
    {
        foreach (var (key, uses) in _uses)
            if (uses.All(at => IsExpired(at, now))) _uses.Remove(key);
        _lastCleaning = now;
    }

    private bool IsExpired(long at, long now) => time.GetElapsedTime(at, now) >= period;
}
