using System.Collections.Concurrent;
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
public sealed class ChannelStatusStore(DeskWriter writer, NodeName node, IEnumerable<IMessenger> messengers, TimeProvider time)
    : IChannelStatusStore, IHostedService
{
    private static readonly TimeSpan MinWriteInterval = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The time at which this node last stored a channel as up. It is <see cref="DateTimeOffset.MinValue"/> while the channel is down.
    /// </summary>
    private readonly ConcurrentDictionary<ContactChannel, DateTimeOffset> _writtenAt = new();

    public async Task MarkUpAsync(ContactChannel channel, CancellationToken cancellation)
    {
        var now = time.Now();
        if (_writtenAt.TryGetValue(channel, out var writtenAt) && now - writtenAt < MinWriteInterval) return;
        await SaveAsync(channel, isUp: true, cancellation);
        _writtenAt[channel] = now;
    }

    /// <summary>Keeps the last time the channel was up. A channel that was never up counts as down from now.</summary>
    public async Task MarkDownAsync(ContactChannel channel, CancellationToken cancellation)
    {
        if (_writtenAt.TryGetValue(channel, out var writtenAt) && writtenAt == DateTimeOffset.MinValue) return;
        await SaveAsync(channel, isUp: false, cancellation);
        _writtenAt[channel] = DateTimeOffset.MinValue;
    }

    /// <summary>Removes the records of channels that are switched off, because those are not down.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var messenger in messengers.Where(messenger => !messenger.IsOn)) await RemoveAsync(messenger.Channel, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task RemoveAsync(ContactChannel channel, CancellationToken cancellation)
    {
        var name = ChannelAlerts.LeaseNameFor(channel);
        return writer.WriteAsync(unit => unit.Db.Leases.Where(l => l.Name == name)
            .ExecuteDeleteAsync(CancellationToken.None), cancellation);
    }

    private Task SaveAsync(ContactChannel channel, bool isUp, CancellationToken cancellation) => writer.WriteAsync(async unit =>
    {
        var name = ChannelAlerts.LeaseNameFor(channel);
        var row = await unit.Db.Leases.FirstOrDefaultAsync(l => l.Name == name, CancellationToken.None);
        if (row is null) unit.Db.Add(new Lease { Name = name, Holder = node.Value, ExpiresAt = unit.Now });
        else if (isUp) (row.Holder, row.ExpiresAt) = (node.Value, unit.Now);
    }, cancellation);
}
