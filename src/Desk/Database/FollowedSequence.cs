namespace EcomCenter.Desk.Database;

/// <summary>
/// The position of this node in a sequence that all nodes write in commit order. This node knows its own entries from their commit, so it
/// has to read only those of others.
/// </summary>
internal sealed class FollowedSequence
{
    private readonly Lock _gate = new();
    private readonly SortedSet<long> _ownAhead = [];
    private long _start, _position;

    /// <summary>Every entry up to this one is known.</summary>
    public long Position
    {
        get { lock (_gate) return _position; }
    }

    /// <summary>Starts after an entry, without reading those before it.</summary>
    public void Start(long entry)
    {
        lock (_gate)
        {
            _start = entry;
            MoveToUnderLock(entry);
        }
    }

    /// <summary>Returns false if the entry was read before its own node could add it.</summary>
    public bool TryAddOwn(long entry)
    {
        lock (_gate)
        {
            if (entry <= _position) return entry <= _start;
            _ownAhead.Add(entry);
            MoveToUnderLock(_position);
            return true;
        }
    }

    /// <summary>Moves past the entries that were read, and returns those of other nodes.</summary>
    public IReadOnlyList<T> MovePast<T>(IReadOnlyList<T> read, Func<T, long> getEntry)
    {
        if (read.Count == 0) return read;
        lock (_gate)
        {
            List<T> others = [.. read.Where(item => getEntry(item) > _position && !_ownAhead.Contains(getEntry(item)))];
            MoveToUnderLock(getEntry(read[^1]));
            return others;
        }
    }

    // Goes on over own entries, as long as no entry of another node can lie between.
    private void MoveToUnderLock(long entry)
    {
        _position = Math.Max(_position, entry);
        while (_ownAhead.Count > 0 && _ownAhead.Min <= _position + 1)
        {
            _position = Math.Max(_position, _ownAhead.Min);
            _ownAhead.Remove(_ownAhead.Min);
        }
    }
}
