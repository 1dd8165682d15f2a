using System.Collections.Concurrent;
using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Messengers;

/// <summary>
/// Stores in the database when the connection to a channel was last up, so that all nodes can see it. The record is a row in the table of
/// leases: its holder is the node with the connection, and its time is the last time the connection was up.
/// </summary>
public sealed class LineBook(DeskWriter writer, NodeName node, IOptions<TelegramOptions> telegram, IOptions<WeChatOptions> wechat,
    TimeProvider time) : ILineBook, IHostedService
{
    private static readonly TimeSpan NotOftenerThan = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The time at which this node last stored a channel as up. It is <see cref="DateTimeOffset.MinValue"/> while the channel is down.
    /// </summary>
    private readonly ConcurrentDictionary<ContactChannel, DateTimeOffset> _told = new();

    public async Task UpAsync(ContactChannel channel, CancellationToken cancellation)
    {
        var now = time.Now();
        if (_told.TryGetValue(channel, out var writtenAt) && now - writtenAt < NotOftenerThan) return;
        await KeepAsync(channel, moved: true, cancellation);
        _told[channel] = now;
    }

    /// <summary>Keeps the last time the channel was up. A channel that was never up counts as down from now.</summary>
    public async Task DownAsync(ContactChannel channel, CancellationToken cancellation)
    {
        if (_told.TryGetValue(channel, out var writtenAt) && writtenAt == DateTimeOffset.MinValue) return;
        await KeepAsync(channel, moved: false, cancellation);
        _told[channel] = DateTimeOffset.MinValue;
    }

    /// <summary>Removes the records of channels that are switched off, because those are not down.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!telegram.Value.IsOn) await ForgetAsync(ContactChannel.Telegram, cancellationToken);
        if (!wechat.Value.IsOn) await ForgetAsync(ContactChannel.WeChat, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task ForgetAsync(ContactChannel channel, CancellationToken cancellation)
    {
        var name = DownLines.NameOf(channel);
        return writer.WriteAsync(unit => unit.Db.Leases.Where(l => l.Name == name)
            .ExecuteDeleteAsync(CancellationToken.None), cancellation);
    }

    private Task KeepAsync(ContactChannel channel, bool moved, CancellationToken cancellation) => writer.WriteAsync(async unit =>
    {
        var name = DownLines.NameOf(channel);
        var row = await unit.Db.Leases.FirstOrDefaultAsync(l => l.Name == name, CancellationToken.None);
        if (row is null) unit.Db.Add(new Lease { Name = name, Holder = node.Text, Until = unit.Now });
        else if (moved) (row.Holder, row.Until) = (node.Text, unit.Now);
    }, cancellation);
}
