using EcomCenter.Background;
using EcomCenter.Bots.Channels;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Desk.Database;

/// <summary>
/// Publishes in this node what other nodes committed. It reads the ticket events and the messages of chat pages after the last known ones;
/// both are numbered in commit order, so none is passed over. Notifications wake it. The sweep finds what a lost notification announced.
/// </summary>
internal sealed partial class ChangeFollower(
    ChangeFeed feed, IDbContextFactory<DeskDb> contexts, IDatabaseOutage outage, TimeProvider time, ILogger<ChangeFollower> log)
    : BackgroundService
{
    private const int MaxRows = 1000;

    /// <summary>The channels whose chats are pages of the desk, so that their open pages wait for a signal.</summary>
    private static readonly ContactChannel[] OwnPages =
        [.. KnownChannels.All.Select(channel => channel.Traits).Where(traits => traits.IsOwnPage).Select(traits => traits.Channel)];

    private readonly BackgroundLoop _loop = new(time, SweepInterval);
    private readonly FollowedSequence _events = new(), _chatMessages = new();
    private bool _hasPosition;

    public static TimeSpan SweepInterval { get; } = TimeSpan.FromSeconds(5);

    public void Wake() => _loop.Wake();

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.RemovePublished = own => own with
        {
            Tickets = [.. own.Tickets.Where(change => _events.TryAddOwn(change.Sequence))],
            Chats = [.. own.Chats.Where(change => _chatMessages.TryAddOwn(change.MessageId))],
        };
        return _loop.RunAsync(ReadAsync, outage.ReportOr(failure => LogNotRead(failure.GetType().Name)), stoppingToken);
    }

    private async Task<DateTimeOffset?> ReadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!_hasPosition) return await StartAtEndAsync(db, cancellation);
        var (after, afterMessage) = (_events.Position, _chatMessages.Position);
        var events = await db.Events.AsNoTracking().Where(e => e.Sequence > after)
            .OrderBy(e => e.Sequence).Take(MaxRows).ToListAsync(cancellation);
        var chats = await db.Outbox.AsNoTracking().Where(o => o.Id > afterMessage && OwnPages.Contains(o.Channel))
            .OrderBy(o => o.Id).Take(MaxRows).Select(o => new ChatChange(o.Id, o.Chat)).ToListAsync(cancellation);
        TicketChange[] tickets = [.. _events.MovePast(events, e => e.Sequence).Select(ToChange)];
        feed.Publish(new(tickets, _chatMessages.MovePast(chats, c => c.MessageId), PendingWork.None));
        return events.Count == MaxRows || chats.Count == MaxRows ? time.GetUtcNow() : null;
    }

    // Boards and chat pages start from the present state, so what was committed before needs no publishing.
    private async Task<DateTimeOffset?> StartAtEndAsync(DeskDb db, CancellationToken cancellation)
    {
        _events.Start(await db.Events.MaxAsync(e => (long?)e.Sequence, cancellation) ?? 0);
        _chatMessages.Start(await db.Outbox.MaxAsync(o => (long?)o.Id, cancellation) ?? 0);
        _hasPosition = true;
        return null;
    }

    private static TicketChange ToChange(StoredEvent stored) =>
        new(stored.Sequence, stored.TicketId, EventJson.TryRead(stored), stored.Department);

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not read the changes of other nodes ({ErrorType}). Retrying.")]
    private partial void LogNotRead(string errorType);
}
