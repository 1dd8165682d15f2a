using System.Collections.Concurrent;
using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Files;

/// <summary>
/// Fetches attachments and makes playable copies of recordings. It runs when a file is waiting, when a next attempt is due, and at a
/// regular interval, because other nodes store files, too. A few files are fetched and one copy is made at a time; messages do not wait
/// for them.
/// </summary>
internal sealed partial class AttachmentWorker(
    PendingAttachments pending, AttachmentFetcher fetcher, PlayableCopies copies, AttachmentStore store, ILeases leases, ChangeFeed feed,
    TimeProvider time,
    ILogger<AttachmentWorker> log) : BackgroundService
{
    private const int MaxParallelFetches = 3, MaxParallelCopies = 1;

    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(15), FailureDelay = TimeSpan.FromSeconds(1);

    private readonly Signal _signal = new();
    private readonly ConcurrentDictionary<long, (AttachmentState State, Task Work)> _inProgress = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.FilesPending += _signal.Set;
        await TryAsync(_ =>
        {
            store.DeleteStalePartialFiles(time.Now());
            return Task.CompletedTask;
        }, stoppingToken);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var now = time.Now();
                var started = await TryAsync(token => StartDueAsync(now, token), stoppingToken);
                await _signal.WaitAsync(started ? await GetNextCheckAsync(now, stoppingToken) : now + FailureDelay, time, stoppingToken);
            }
        }
        finally
        {
            feed.FilesPending -= _signal.Set;
            await Task.WhenAll(_inProgress.Values.Select(file => file.Work));
        }
    }

    private async Task StartDueAsync(DateTimeOffset now, CancellationToken stopping)
    {
        if (!await leases.TryHoldAsync("files", stopping)) return;
        await StartDueInStateAsync(AttachmentState.Waiting, MaxParallelFetches, fetcher.FetchAsync, now, stopping);
        await StartDueInStateAsync(AttachmentState.Kept, MaxParallelCopies, copies.CreateAsync, now, stopping);
    }

    private async Task StartDueInStateAsync(
        AttachmentState state, int max, Func<Attachment, CancellationToken, Task> work, DateTimeOffset now, CancellationToken stopping)
    {
        var free = max - _inProgress.Values.Count(file => file.State == state);
        foreach (var file in await pending.FindDueAsync(state, now, [.. _inProgress.Keys], free, stopping)) StartFile(file, work, stopping);
    }

    private void StartFile(Attachment file, Func<Attachment, CancellationToken, Task> work, CancellationToken stopping)
    {
        var begin = new TaskCompletionSource();
        _inProgress[file.Id] = (file.State, ProcessAsync(begin.Task, file, work, stopping));
        begin.SetResult();
    }

    // The signal at the end starts a file that waited for a free slot. After a failure of our own the slot stays taken for a second.
    private async Task ProcessAsync(Task begin, Attachment file, Func<Attachment, CancellationToken, Task> work, CancellationToken stopping)
    {
        await begin;
        await Task.Yield();
        if (!await TryAsync(token => work(file, token), stopping))
            await Task.Delay(FailureDelay, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _inProgress.TryRemove(file.Id, out _);
        _signal.Set();
    }

    private async Task<DateTimeOffset> GetNextCheckAsync(DateTimeOffset now, CancellationToken stopping)
    {
        DateTimeOffset? next = null;
        await TryAsync(async token => next = await pending.FindNextAttemptAsync(now, token), stopping);
        return next < now + CheckInterval ? next.Value : now + CheckInterval;
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed to process attachments ({Trouble}); trying again.")]
    private partial void LogFailure(string trouble);
}
