using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Processes the inbox of one channel: at once on a signal, and every two seconds for updates that are due for a retry.
/// </summary>
public sealed partial class InboxWorker(
    ContactChannel channel, IInbox inbox, UpdateProcessor processor, InboxSignal signal, TimeProvider time, ILogger<InboxWorker> log)
    : BackgroundService
{
    private const int BatchSize = 100;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await TryProcessBatchAsync(stoppingToken)) await signal.WaitAsync(channel, PollInterval, time, stoppingToken);
        }
    }

    // Returns true if more work is waiting: the batch was full and not all of it failed.
    private async Task<bool> TryProcessBatchAsync(CancellationToken cancellation)
    {
        try
        {
            var updates = await inbox.LoadDueAsync(channel, BatchSize, cancellation);
            var done = await processor.ProcessAsync(updates, cancellation);
            return updates.Count == BatchSize && done > 0;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            LogInboxUnavailable(channel, exception.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The inbox of {Channel} is unavailable ({Trouble}). Retrying in two seconds.")]
    private partial void LogInboxUnavailable(ContactChannel channel, string trouble);
}
