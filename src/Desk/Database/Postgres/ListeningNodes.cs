namespace EcomCenter.Desk.Database.Postgres;

/// <summary>
/// Tells whether other nodes listen for the commits of this one. While none does, as in most offices, commits are not announced, because
/// the announcement is a good part of the cost of a small write. Others are assumed until they were counted.
/// </summary>
internal sealed class ListeningNodes
{
    private readonly Lock _gate = new();
    private long _timesHeard;
    private bool _hasOthers = true;

    public bool HasOthers => Volatile.Read(ref _hasOthers);

    /// <summary>The number of times another node was heard. A count that began before the last time is not used.</summary>
    public long TimesHeard
    {
        get { lock (_gate) return _timesHeard; }
    }

    public void RecordHeard()
    {
        lock (_gate)
        {
            _timesHeard++;
            Volatile.Write(ref _hasOthers, true);
        }
    }

    /// <param name="listeners">The number of listening nodes, with this one.</param>
    /// <param name="timesHeardBefore">The value of <see cref="TimesHeard"/> before the count.</param>
    public void RecordCount(long listeners, long timesHeardBefore)
    {
        lock (_gate)
        {
            if (_timesHeard == timesHeardBefore) Volatile.Write(ref _hasOthers, listeners > 1);
        }
    }
}
