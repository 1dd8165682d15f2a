namespace EcomCenter.Desk.Http;

/// <summary>
/// Limits the uses per key of all clients together. A client that has not tried before has a higher limit, or a few clients could lock out
/// everybody.
/// </summary>
/// <param name="maxUses">The uses within the period.</param>
/// <param name="maxFirstUses">The uses within the period if the client has not tried before; more than <paramref name="maxUses"/>.</param>
public sealed class SharedLimit<TKey>(TimeProvider time, int maxUses, int maxFirstUses, TimeSpan period)
    where TKey : notnull
{
    private readonly RequestLimiter<TKey> _all = new(time, maxUses, period), _first = new(time, maxFirstUses, period);

    /// <summary>The time to wait; null if the client may proceed.</summary>
    public TimeSpan? GetRetryAfter(TKey key, bool isFirst) => (isFirst ? _first : _all).GetRetryAfter(key);

    /// <summary>Counts one use. Returns null if it was within the limit, otherwise the time to wait.</summary>
    public TimeSpan? RecordUse(TKey key, bool isFirst)
    {
        if (GetRetryAfter(key, isFirst) is { } wait) return wait;
        _all.RecordUse(key);
        return _first.RecordUse(key);
    }

    /// <summary>Takes back the latest use, for a guess that turned out to be right.</summary>
    public void TakeBackUse(TKey key)
    {
        _all.TakeBackUse(key);
        _first.TakeBackUse(key);
    }
}
