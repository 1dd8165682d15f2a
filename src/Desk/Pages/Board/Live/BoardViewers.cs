using System.Collections.Concurrent;
using EcomCenter.Desk.Reading;

namespace EcomCenter.Desk.Pages.Board.Live;

/// <summary>The board connections that are open on this node.</summary>
internal sealed class BoardViewers
{
    private readonly ConcurrentDictionary<string, BoardViewer> _byConnection = new();
    private readonly ConcurrentDictionary<string, long> _rightsChangedAt = new();
    private readonly ConcurrentDictionary<string, long> _behindSince = new();

    public IEnumerable<BoardViewer> Connected => _byConnection.Values;

    public int Count => _byConnection.Count;

    /// <summary>The audiences that have at least one viewer.</summary>
    public IReadOnlyList<Audience> Audiences =>
        [.. _byConnection.Values.Where(v => v.Scope != ReadScope.Nothing).Select(v => v.Audience).Distinct()];

    /// <summary>True if the user has a board open and may read the tickets of one of the departments.</summary>
    public bool HasReader(string user, string? departments) =>
        _byConnection.Values.Any(v => !v.IsKey && v.Actor.Author.Code == user && v.Scope.Includes(departments));

    public void Add(BoardViewer viewer) => _byConnection[viewer.ConnectionId] = viewer;

    public void Remove(string connection)
    {
        _byConnection.TryRemove(connection, out _);
        _behindSince.TryRemove(connection, out _);
    }

    /// <summary>Notes that changes after this sequence were not pushed to any open board.</summary>
    public void MarkAllBehind(long sequence)
    {
        foreach (var connection in _byConnection.Keys) _behindSince.TryAdd(connection, sequence);
    }

    /// <summary>
    /// Returns the sequence to catch up from and clears the connection's gap. A board that got newer changes after the gap still starts
    /// before it.
    /// </summary>
    public long TakeCatchUpSequence(string connection, long after) =>
        _behindSince.TryRemove(connection, out var since) ? Math.Min(since, after) : after;

    public BoardViewer? Find(string connection) => _byConnection.GetValueOrDefault(connection);

    /// <summary>Makes the user start from a snapshot: changes alone do not show which tickets they may now read.</summary>
    public void MarkRightsChanged(string user, long sequence) => _rightsChangedAt[user] = sequence;

    public bool NeedsSnapshot(string user, long after) => _rightsChangedAt.TryGetValue(user, out var changed) && after <= changed;
}
