using System.Collections.Concurrent;
using EcomCenter.Background;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Outbox;

/// <summary>
/// Sends the messages of the outbox. It runs when a message is queued, when a next attempt is due, and at a regular interval, because other
/// nodes queue messages, too. Messages of one chat are sent in order; several chats are served in parallel.
/// </summary>
public sealed partial class OutboxDispatcher(
    OutboxBatch batch, OutboxSender sender, PausedBots paused, ChangeFeed feed, TimeProvider time,
    ILogger<OutboxDispatcher> log) : BackgroundService
{
    private const int MaxParallelChats = 8;

    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(15), FailureDelay = TimeSpan.FromSeconds(1);

    private readonly Signal _signal = new();
    private readonly ConcurrentDictionary<ChatAddress, Task> _chatsInProgress = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.MessagesQueued += _signal.Set;
        try
        {
            var claimsReleased = false;
            while (!stoppingToken.IsCancellationRequested)
            {
                claimsReleased = claimsReleased || await TryAsync(ReleaseAbandonedClaimsAsync, stoppingToken);
                var clock = new DeliveryClock(time.Now(), sender.Channels, paused.GetPaused(time.Now()));
                var started = await TryAsync(token => StartDueChatsAsync(clock, token), stoppingToken);
                var nextCheck = started ? await GetNextCheckAsync(clock, stoppingToken) : clock.Now + FailureDelay;
                await _signal.WaitAsync(nextCheck, time, stoppingToken);
            }
        }
        finally
        {
            feed.MessagesQueued -= _signal.Set;
            await Task.WhenAll(_chatsInProgress.Values);
        }
    }

    private async Task ReleaseAbandonedClaimsAsync(CancellationToken stopping)
    {
        var rows = await batch.ReleaseAbandonedClaimsAsync(stopping);
        if (rows.Count > 0) LogSentAgain(rows.Count, string.Join(' ', rows));
    }

    private async Task StartDueChatsAsync(DeliveryClock clock, CancellationToken stopping)
    {
        var free = MaxParallelChats - _chatsInProgress.Count;
        if (free <= 0) return;
        var due = await batch.FindDueChatsAsync(clock, MaxParallelChats * 2, stopping);
        foreach (var chat in due.Where(chat => !_chatsInProgress.ContainsKey(chat)).Take(free)) StartChat(chat, stopping);
    }

    private void StartChat(ChatAddress chat, CancellationToken stopping)
    {
        var begin = new TaskCompletionSource();
        _chatsInProgress[chat] = SendChatAsync(begin.Task, chat, stopping);
        begin.SetResult();
    }

    // Sends one chat until nothing of it is due. The signal at the end starts a chat that waited for a free slot.
    private async Task SendChatAsync(Task begin, ChatAddress chat, CancellationToken stopping)
    {
        await begin;
        await Task.Yield();
        await TryAsync(async token =>
        {
            for (var queued = await batch.ClaimAsync(chat, token); queued is not null;) queued = await sender.SendAsync(queued, token);
        }, stopping);
        _chatsInProgress.TryRemove(chat, out _);
        _signal.Set();
    }

    private async Task<DateTimeOffset> GetNextCheckAsync(DeliveryClock clock, CancellationToken stopping)
    {
        DateTimeOffset? next = null;
        await TryAsync(async token => next = await batch.FindNextAttemptAsync(clock, token), stopping);
        return next < clock.Now + CheckInterval ? next.Value : clock.Now + CheckInterval;
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task> step, CancellationToken stopping)
    {
        try
        {
            await step(stopping);
            return true;
        }
        catch (Exception trouble)
        {
            if (!stopping.IsCancellationRequested) LogFailure(trouble.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Sending {Count} messages again that were in flight when the program ended; some may arrive twice (outbox rows {Rows}).")]
    private partial void LogSentAgain(int count, string rows);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed to read the outbox ({Trouble}); trying again.")]
    private partial void LogFailure(string trouble);
}
