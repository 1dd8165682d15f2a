using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Conversation;

/// <summary>Empties the inbox of one channel: at once when the bell rings, and every two seconds for what was to be tried again.</summary>
public sealed partial class InboxWorker(
    ContactChannel channel, IInbox inbox, Conversations conversations, InboxBell bell, TimeProvider time, ILogger<InboxWorker> log) : BackgroundService
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

    // True when there is more to do at once: the batch was full, and not all of it failed.
    private async Task<bool> TryDrainAsync(CancellationToken cancellation)
    {
        try
        {
            var waiting = await inbox.WaitingAsync(channel, Batch, cancellation);
            var done = await conversations.WorkThroughAsync(waiting, cancellation);
            return waiting.Count == Batch && done > 0;
        }
        catch (Exception trouble) when (!cancellation.IsCancellationRequested)
        {
            InboxOutOfReach(channel, trouble.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The inbox of {Channel} is out of reach ({Trouble}); looking again in two seconds")]
    private partial void InboxOutOfReach(ContactChannel channel, string trouble);
}
