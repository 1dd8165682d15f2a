using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Bots.StaffChats;

/// <summary>
/// Runs the alerts to staff chats: at once when a cycle is missed, and at intervals, because it may have been missed on another node or
/// before a restart. After an alert it pauses for a minute and collects the rest, so that an outage does not become a flood of messages.
/// </summary>
internal sealed partial class StaffAlertWorker(
    MissedCycleAlerts alerts, ChangeFeed feed, ILeases leases, TimeProvider time, ILogger<StaffAlertWorker> log) : BackgroundService
{
    public static TimeSpan PauseAfterAlert { get; } = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(15);

    private readonly Signal _signal = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.Subscribe(changes => { if (changes.Any(change => change.Event is CycleMissed)) _signal.Set(); });
        while (!stoppingToken.IsCancellationRequested)
        {
            var sent = await TrySendAsync(stoppingToken);
            if (sent) await Task.Delay(PauseAfterAlert, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            else await _signal.WaitAsync(time.Now() + SweepInterval, time, stoppingToken);
        }
    }

    private async Task<bool> TrySendAsync(CancellationToken cancellation)
    {
        try
        {
            return await leases.TryHoldAsync("alerts", cancellation) && await alerts.SendAsync(cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            LogNotSent(error.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not send alerts to staff chats ({Trouble}). Retrying")]
    private partial void LogNotSent(string trouble);
}
