using System.Collections.Concurrent;
using EcomCenter.Background;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// The loops that process the inbox, one for each channel. A stored update wakes the loop of its channel, on every node, because only the
/// node that holds the channel's lease processes it.
/// </summary>
public sealed class InboxLoops
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<ContactChannel, BackgroundLoop> _loops = new();
    private readonly TimeProvider _time;

    public InboxLoops(ChangeFeed feed, TimeProvider time)
    {
        _time = time;
        feed.UpdatesStored += channel => this[channel].Wake();
    }

    public BackgroundLoop this[ContactChannel channel] => _loops.GetOrAdd(channel, _ => new(_time, SweepInterval));
}
