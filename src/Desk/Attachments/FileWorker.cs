using System.Collections.Concurrent;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Attachments;

/// <summary>
/// Fetches attachments and makes playable copies of recordings. It runs when a file is waiting, when a next attempt is due, and at a
/// regular interval, because other nodes store files, too. A few files are fetched and one copy is made at a time; messages do not wait
/// for them.
/// </summary>
internal sealed partial class FileWorker(
    WaitingFiles files, Fetching fetching, Copying copying, AttachmentStore store, ILeases leases, ChangeFeed feed, TimeProvider time,
    ILogger<FileWorker> log) : BackgroundService
{
    private const int FetchedAtOnce = 3, CopiedAtOnce = 1;

    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(15), AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly Bell _bell = new();
    private readonly ConcurrentDictionary<long, (AttachmentState State, Task Work)> _inHand = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.FilesWait += _bell.Ring;
        await TryAsync(_ =>
        {
            store.Tidy(time.Now());
            return Task.CompletedTask;
        }, stoppingToken);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var now = time.Now();
                var started = await TryAsync(token => LookAsync(now, token), stoppingToken);
                await _bell.WaitAsync(started ? await NextLookAsync(now, stoppingToken) : now + AfterTrouble, time, stoppingToken);
            }
        }
        finally
        {
            feed.FilesWait -= _bell.Ring;
            await Task.WhenAll(_inHand.Values.Select(file => file.Work));
        }
    }

    private async Task LookAsync(DateTimeOffset now, CancellationToken stopping)
    {
        if (!await leases.HoldAsync("files", stopping)) return;
        await StartAsync(AttachmentState.Waiting, FetchedAtOnce, fetching.FetchAsync, now, stopping);
        await StartAsync(AttachmentState.Kept, CopiedAtOnce, copying.CopyAsync, now, stopping);
    }

    private async Task StartAsync(
        AttachmentState state, int most, Func<Attachment, CancellationToken, Task> work, DateTimeOffset now, CancellationToken stopping)
    {
        var free = most - _inHand.Values.Count(file => file.State == state);
        foreach (var file in await files.DueAsync(state, now, [.. _inHand.Keys], free, stopping)) Start(file, work, stopping);
    }

    private void Start(Attachment file, Func<Attachment, CancellationToken, Task> work, CancellationToken stopping)
    {
        var begin = new TaskCompletionSource();
        _inHand[file.Id] = (file.State, OneAsync(begin.Task, file, work, stopping));
        begin.SetResult();
    }

    // The signal at the end starts a file that waited for a free slot. After a failure of our own the slot stays taken for a second.
    private async Task OneAsync(Task begin, Attachment file, Func<Attachment, CancellationToken, Task> work, CancellationToken stopping)
    {
        await begin;
        await Task.Yield();
        if (!await TryAsync(token => work(file, token), stopping))
            await Task.Delay(AfterTrouble, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _inHand.TryRemove(file.Id, out _);
        _bell.Ring();
    }

    private async Task<DateTimeOffset> NextLookAsync(DateTimeOffset now, CancellationToken stopping)
    {
        DateTimeOffset? next = null;
        await TryAsync(async token => next = await files.NextAsync(now, token), stopping);
        return next < now + LookAnyway ? next.Value : now + LookAnyway;
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
            if (!stopping.IsCancellationRequested) Stumbled(trouble.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed to process attachments ({Trouble}); trying again.")]
    private partial void Stumbled(string trouble);
}
