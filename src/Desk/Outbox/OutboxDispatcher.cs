using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Outbox;

/// <summary>
/// Sends the messages of the outbox: those that were handed over at once, the others after a sweep has claimed them. It sweeps when a
/// message was left in the outbox, when a next attempt is due, and at a regular interval, because other nodes queue messages, too. Messages
/// of one chat are sent in order; several chats are served in parallel.
/// </summary>
public sealed partial class OutboxDispatcher : BackgroundService
{
    private const int MaxParallelChats = 8;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(15);

    private readonly OutboxBatch _batch;
    private readonly OutboxHandover _handover;
    private readonly OutboxSender _sender;
    private readonly PausedBots _paused;
    private readonly ChangeFeed _feed;
    private readonly IDatabaseOutage _outage;
    private readonly TimeProvider _time;
    private readonly ILogger<OutboxDispatcher> _log;
    private readonly BackgroundLoop _loop;
    private readonly ParallelWork<ChatAddress> _sends;
    private DateTimeOffset _nextSweepAt;
    private bool _isOpen;
    private volatile bool _sweepWanted;

    public OutboxDispatcher(
        OutboxBatch batch, OutboxHandover handover, OutboxSender sender, PausedBots paused, ChangeFeed feed, IDatabaseOutage outage,
        TimeProvider time, ILogger<OutboxDispatcher> log)
    {
        (_batch, _handover, _sender, _paused, _feed, _outage, _time, _log) = (batch, handover, sender, paused, feed, outage, time, log);
        _loop = new(time, SweepInterval);
        _sends = new(_loop, MaxParallelChats, time, ReportFailure);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _feed.MessagesQueued += SweepSoon;
        try
        {
            await _loop.RunAsync(StepAsync, ReportFailure, stoppingToken);
        }
        finally
        {
            _feed.MessagesQueued -= SweepSoon;
            // A send that hangs must not keep the messages behind it from being released.
            await TryReleaseAsync(_handover.Close());
            await _sends.DrainAsync();
        }
    }

    private async Task<DateTimeOffset?> StepAsync(CancellationToken stopping)
    {
        if (!_isOpen) await OpenAsync(stopping);
        await ReleaseUnsendableAsync(stopping);
        StartSends(stopping);
        // A sweep while many messages wait would find only a few more.
        if (IsSweepDue() || (_sweepWanted && _handover.Room > MaxParallelChats)) await SweepAsync(stopping);
        return _nextSweepAt;
    }

    // A clock that was put back leaves a planned sweep further ahead than any is.
    private bool IsSweepDue() => _time.Now() is var now && (now >= _nextSweepAt || _nextSweepAt > now + SweepInterval);

    // The claims of the last run must be released first, or those of this run would be released with them.
    private async Task OpenAsync(CancellationToken stopping)
    {
        var rows = await _batch.ReleaseAbandonedClaimsAsync(stopping);
        if (rows.Count > 0) LogSentAgain(rows.Count, string.Join(' ', rows));
        _handover.Open(_sender.Channels, _loop.Wake);
        _isOpen = true;
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        // A sweep that fails is repeated.
        (_sweepWanted, _nextSweepAt) = (false, DateTimeOffset.MinValue);
        var room = _handover.Room;
        var clock = new DeliveryClock(_time.Now(), _sender.Channels, _paused.GetPaused(_time.Now()));
        var due = await _batch.FindDueChatsAsync(clock, room, stopping);
        _handover.HasBacklog = due.Count == room;
        // A message that was queued since the outbox was read has already asked for the next sweep.
        if (_handover.HasBacklog) _sweepWanted = true;
        foreach (var message in await _batch.ClaimAsync(due, IsBusy, stopping)) _handover.Add(message);
        StartSends(stopping);
        var next = _handover.HasBacklog ? null : await _batch.FindNextAttemptAsync(clock, stopping);
        _nextSweepAt = next < clock.Now + SweepInterval ? next.Value : clock.Now + SweepInterval;
    }

    // A clock that was set forward makes the claims of messages look expired that this node sends, or has been handed to send.
    private bool IsBusy(ChatAddress chat) => _sends.Has(chat) || _handover.Has(chat);

    // A bot that was told to wait sends nothing meanwhile. A claim that is old might expire before its send has ended.
    private async Task ReleaseUnsendableAsync(CancellationToken stopping)
    {
        var oldest = _time.Now() - (OutboxBatch.ClaimTimeout / 2);
        var unsendable = _handover.Take(message => _paused.IsPaused(message.Message.To) || message.ClaimedAt < oldest);
        if (unsendable.Count == 0) return;
        await _batch.ReleaseClaimsAsync(unsendable, stopping);
        _sweepWanted = true;
    }

    // Another node, or the next start, takes up what can't be released now.
    private async Task TryReleaseAsync(IReadOnlyList<QueuedMessage> unsent)
    {
        try
        {
            await _batch.ReleaseClaimsAsync(unsent, CancellationToken.None);
        }
        catch (StorageUnavailableException failure)
        {
            ReportFailure(failure);
        }
    }

    private void StartSends(CancellationToken stopping)
    {
        var free = _sends.FreeSlots;
        HashSet<ChatAddress> busy = [.. _sends.Keys];
        foreach (var message in _handover.Take(message => free > 0 && busy.Add(message.Message.To) && free-- > 0))
            _sends.Start(message.Message.To, token => SendChatAsync(message, token), stopping);
    }

    // Sends one chat until nothing of it is due.
    private async Task SendChatAsync(QueuedMessage first, CancellationToken stopping)
    {
        for (QueuedMessage? queued = first; queued is not null;) queued = await _sender.SendAsync(queued, stopping);
    }

    private void SweepSoon()
    {
        _sweepWanted = true;
        _loop.Wake();
    }

    private void ReportFailure(Exception failure) => _outage.ReportOr(other => LogFailure(other.GetType().Name))(failure);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Sending {Count} messages again that were in flight when the program ended; some may arrive twice (outbox rows {Rows}).")]
    private partial void LogSentAgain(int count, string rows);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed to read the outbox ({ErrorType}); trying again.")]
    private partial void LogFailure(string errorType);
}
