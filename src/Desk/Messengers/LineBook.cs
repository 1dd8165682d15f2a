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
/// Keeps in the database when the line to a channel was last up, for all nodes to see: a row among the leases, held by whoever has the line, whose time is
/// the last at which it was up.
/// </summary>
public sealed class LineBook(DeskWriter writer, NodeName node, IOptions<TelegramOptions> telegram, IOptions<WeChatOptions> wechat, TimeProvider time) : ILineBook, IHostedService
{
    private static readonly TimeSpan NotOftenerThan = TimeSpan.FromSeconds(15);

    /// <summary>When we last kept that it is up; the beginning of time while it is down.</summary>
    private readonly ConcurrentDictionary<ContactChannel, DateTimeOffset> _told = new();

    public async Task UpAsync(ContactChannel channel, CancellationToken cancellation)
    {
        var now = time.Now();
        if (_told.TryGetValue(channel, out var told) && now - told < NotOftenerThan) return;
        await KeepAsync(channel, moved: true, cancellation);
        _told[channel] = now;
    }

    /// <summary>The time stays where it was; a line that was never up is down from now.</summary>
    public async Task DownAsync(ContactChannel channel, CancellationToken cancellation)
    {
        if (_told.TryGetValue(channel, out var told) && told == DateTimeOffset.MinValue) return;
        await KeepAsync(channel, moved: false, cancellation);
        _told[channel] = DateTimeOffset.MinValue;
    }

    /// <summary>A channel that is switched off is not down.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!telegram.Value.IsOn) await ForgetAsync(ContactChannel.Telegram, cancellationToken);
        if (!wechat.Value.IsOn) await ForgetAsync(ContactChannel.WeChat, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task ForgetAsync(ContactChannel channel, CancellationToken cancellation)
    {
        var name = DownLines.NameOf(channel);
        return writer.WriteAsync(unit => unit.Db.Leases.Where(l => l.Name == name).ExecuteDeleteAsync(CancellationToken.None), cancellation);
    }

    private Task KeepAsync(ContactChannel channel, bool moved, CancellationToken cancellation) => writer.WriteAsync(async unit =>
    {
        var name = DownLines.NameOf(channel);
        var line = await unit.Db.Leases.FirstOrDefaultAsync(l => l.Name == name, CancellationToken.None);
        if (line is null) unit.Db.Add(new Lease { Name = name, Holder = node.Text, Until = unit.Now });
        else if (moved) (line.Holder, line.Until) = (node.Text, unit.Now);
    }, cancellation);
}
