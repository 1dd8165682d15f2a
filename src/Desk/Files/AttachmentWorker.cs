using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Disks;

namespace EcomCenter.Desk.Files;

/// <summary>
/// Fetches attachments and makes playable copies of recordings. It runs when a file is waiting, when a next attempt is due, and at a
/// regular interval, because other nodes store files, too. A few files are fetched and one copy is made at a time; messages do not wait
/// for them.
/// </summary>
internal sealed partial class AttachmentWorker(
    PendingAttachments pending, AttachmentFetcher fetcher, PlayableCopies copies, AttachmentStore store, ILeases leases, ChangeFeed feed,
    IDatabaseOutage outage, DiskSpace disk, TimeProvider time, ILogger<AttachmentWorker> log) : BackgroundService
{
    private const int MaxParallelFetches = 3, MaxParallelCopies = 1;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DeleteStalePartialFiles();
        var loop = new BackgroundLoop(time, SweepInterval);
        var fetching = new ParallelWork<long>(loop, MaxParallelFetches, time, LogFailure);
        var copying = new ParallelWork<long>(loop, MaxParallelCopies, time, LogFailure);
        feed.FilesPending += loop.Wake;
        await loop.RunAsync(stopping => StartDueAsync(fetching, copying, stopping), LogFailure, stoppingToken);
        feed.FilesPending -= loop.Wake;
        await Task.WhenAll(fetching.DrainAsync(), copying.DrainAsync());
    }

    private async Task<DateTimeOffset?> StartDueAsync(ParallelWork<long> fetching, ParallelWork<long> copying, CancellationToken stopping)
    {
        var now = time.Now();
        // The files wait at their channels until there is room. The next sweep looks again.
        if (!disk.AcceptsFiles) return null;
        if (await leases.TryHoldAsync("files", stopping))
        {
            await StartDueAsync(fetching, AttachmentState.Waiting, fetcher.FetchAsync, now, stopping);
            await StartDueAsync(copying, AttachmentState.Kept, copies.CreateAsync, now, stopping);
        }

        return await pending.FindNextAttemptAsync(now, stopping);
    }

    private async Task StartDueAsync(ParallelWork<long> work, AttachmentState state,
        Func<Attachment, CancellationToken, Task> process, DateTimeOffset now, CancellationToken stopping)
    {
        foreach (var file in await pending.FindDueAsync(state, now, [.. work.Keys], work.FreeSlots, stopping))
            work.Start(file.Id, token => process(file, token), stopping);
    }

    private void DeleteStalePartialFiles()
    {
        try
        {
            store.DeleteStalePartialFiles(time.Now());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogFailure(failure);
        }
    }

    private void LogFailure(Exception failure) => outage.ReportOr(other => LogFailure(other.GetType().Name))(failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed to process attachments ({ErrorType}); trying again.")]
    private partial void LogFailure(string errorType);
}
