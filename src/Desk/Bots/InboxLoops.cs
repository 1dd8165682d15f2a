using System.Collections.Concurrent;
using EcomCenter.Background;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Bots;

/// <summary>The loops that process the inbox, one for each channel. Storing an update wakes the loop of its channel.</summary>
public sealed class InboxLoops(TimeProvider time)
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<ContactChannel, BackgroundLoop> _loops = new();

    public BackgroundLoop this[ContactChannel channel] => _loops.GetOrAdd(channel, _ => new(time, SweepInterval));
}
