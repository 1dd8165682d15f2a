using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// Processes the inbox of one channel: at once when an update is stored, and in sweeps for updates that are due for a retry.
/// </summary>
public sealed partial class InboxWorker(
    ContactChannel channel, InboxStore inbox, UpdateProcessor processor, InboxLoops loops, IDatabaseOutage outage,
    ILogger<InboxWorker> log) : BackgroundService
{
    private const int BatchSize = 100;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loops[channel].RunAsync(
            ProcessBatchAsync, outage.ReportOr(failure => LogInboxUnavailable(channel, failure.GetType().Name)), stoppingToken);

    // Continues at once if more work is waiting: the batch was full and not all of it failed.
    private async Task<DateTimeOffset?> ProcessBatchAsync(CancellationToken cancellation)
    {
        var updates = await inbox.LoadDueAsync(channel, BatchSize, cancellation);
        var done = await processor.ProcessAsync(updates, cancellation);
        return updates.Count == BatchSize && done > 0 ? DateTimeOffset.MinValue : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The inbox of {Channel} is unavailable ({ErrorType}); trying again.")]
    private partial void LogInboxUnavailable(ContactChannel channel, string errorType);
}
