using System.Collections.Concurrent;

namespace EcomCenter.Desk.Board.Live;

/// <summary>The board connections that are open on this node.</summary>
internal sealed class Viewers
{
    private readonly ConcurrentDictionary<string, Viewer> _open = new();
    private readonly ConcurrentDictionary<string, long> _rightsChangedAt = new();
    private readonly ConcurrentDictionary<string, long> _behindSince = new();

    public IEnumerable<Viewer> Open => _open.Values;

    public int Count => _open.Count;

    /// <summary>The audiences that have at least one viewer.</summary>
    public IReadOnlyList<Audience> Audiences =>
        [.. _open.Values.Where(v => v.Scope != ReadScope.Nothing).Select(v => v.Audience).Distinct()];

    public void Add(Viewer viewer) => _open[viewer.Connection] = viewer;

    public void Remove(string connection)
    {
        _open.TryRemove(connection, out _);
        _behindSince.TryRemove(connection, out _);
    }

    /// <summary>Notes that changes after this sequence were not pushed to any open board.</summary>
    public void FellBehind(long sequence)
    {
        foreach (var connection in _open.Keys) _behindSince.TryAdd(connection, sequence);
    }

    /// <summary>
    /// Returns the sequence to catch up from and clears the connection's gap. A board that got newer changes after the gap still starts
    /// before it.
    /// </summary>
    public long CatchUpFrom(string connection, long after) =>
        _behindSince.TryRemove(connection, out var since) ? Math.Min(since, after) : after;

    public Viewer? Find(string connection) => _open.GetValueOrDefault(connection);

    /// <summary>Makes the user start from a snapshot: changes alone do not show which tickets they may now read.</summary>
    public void RightsChanged(string user, long sequence) => _rightsChangedAt[user] = sequence;

    public bool KnowsNothingSince(string user, long after) => _rightsChangedAt.TryGetValue(user, out var changed) && after <= changed;
}
