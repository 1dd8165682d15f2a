using System.Collections.Concurrent;
using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Reading;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// Stores in the database when the connection to a channel was last up, so that all nodes can see it. The record is a row in the table of
/// leases: its holder is the node with the connection, and its time is the last time the connection was up.
/// </summary>
public sealed partial class ChannelStatusStore(
    DeskWriter writer, NodeName node, IEnumerable<IMessenger> messengers, IDatabaseOutage outage, TimeProvider time,
    ILogger<ChannelStatusStore> log) : BackgroundService, IChannelStatusStore
{
    private static readonly TimeSpan MinWriteInterval = TimeSpan.FromSeconds(15), CleanUpInterval = TimeSpan.FromHours(1);

    /// <summary>
    /// The timestamp at which this node last stored a channel as up. It is null while the channel is down.
    /// </summary>
    private readonly ConcurrentDictionary<ContactChannel, long?> _writtenAt = new();

    public async Task MarkUpAsync(ContactChannel channel, CancellationToken cancellation)
    {
        var now = time.GetTimestamp();
        if (_writtenAt.GetValueOrDefault(channel) is { } last && time.GetElapsedTime(last, now) < MinWriteInterval) return;
        await SaveAsync(channel, isUp: true, cancellation);
        _writtenAt[channel] = now;
    }

    /// <summary>Keeps the last time the channel was up. A channel that was never up counts as down from now.</summary>
    public async Task MarkDownAsync(ContactChannel channel, CancellationToken cancellation)
    {
        if (_writtenAt.TryGetValue(channel, out var last) && last is null) return;
        await SaveAsync(channel, isUp: false, cancellation);
        _writtenAt[channel] = null;
    }

    /// <summary>
    /// Removes the records of channels that are switched off, because those are not down. A full disk delays it and stops nothing.
    /// </summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => new BackgroundLoop(time, CleanUpInterval).RunAsync(
        RemoveSwitchedOffAsync, outage.ReportOr(failure => LogCleanUpFailed(failure.GetType().Name)), stoppingToken);

    private async Task<DateTimeOffset?> RemoveSwitchedOffAsync(CancellationToken cancellation)
    {
        var off = messengers.Where(messenger => !messenger.IsOn)
            .Select(messenger => ChannelAlerts.LeaseNameFor(messenger.Channel)).ToList();
        if (off.Count == 0) return null;
        await writer.WriteAsync(
            unit => unit.Db.Leases.Where(l => off.Contains(l.Name)).ExecuteDeleteAsync(CancellationToken.None), cancellation);
        return null;
    }

    private Task SaveAsync(ContactChannel channel, bool isUp, CancellationToken cancellation) => writer.WriteAsync(async unit =>
    {
        var name = ChannelAlerts.LeaseNameFor(channel);
        var row = await unit.Db.Leases.FirstOrDefaultAsync(l => l.Name == name, CancellationToken.None);
        if (row is null) unit.Db.Add(new Lease { Name = name, Holder = node.Value, ExpiresAt = unit.Now });
        else if (isUp) (row.Holder, row.ExpiresAt) = (node.Value, unit.Now);
    }, cancellation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The records of switched-off channels were not removed ({Error}); trying again")]
    private partial void LogCleanUpFailed(string error);
}
