using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Processes the inbox of one channel: at once on a signal, and every two seconds for updates that are due for a retry.
/// </summary>
public sealed partial class InboxWorker(
    ContactChannel channel, IInbox inbox, Conversations conversations, InboxBell bell, TimeProvider time, ILogger<InboxWorker> log)
    : BackgroundService
{
    private const int Batch = 100;

    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await TryDrainAsync(stoppingToken)) await bell.WaitAsync(channel, LookAnyway, time, stoppingToken);
        }
    }

    // Returns true if more work is waiting: the batch was full and not all of it failed.
    private async Task<bool> TryDrainAsync(CancellationToken cancellation)
    {
        try
        {
            var updates = await inbox.WaitingAsync(channel, Batch, cancellation);
            var done = await conversations.WorkThroughAsync(updates, cancellation);
            return updates.Count == Batch && done > 0;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            InboxOutOfReach(channel, exception.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The inbox of {Channel} is unavailable ({Trouble}). Retrying in two seconds.")]
    private partial void InboxOutOfReach(ContactChannel channel, string trouble);
}
