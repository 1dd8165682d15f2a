using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.StaffChats;

/// <summary>
/// Runs the alerts to staff chats: at once when a cycle is missed, and at intervals, because it may have been missed on another node or
/// before a restart. After an alert it pauses for a minute and collects the rest, so that an outage does not become a flood of messages.
/// </summary>
internal sealed partial class StaffAlerts(
    AlertRound round, ChangeFeed feed, ILeases leases, TimeProvider time, ILogger<StaffAlerts> log) : BackgroundService
{
    public static TimeSpan Pause { get; } = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(15);

    private readonly Bell _bell = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.Listen(changes => { if (changes.Any(change => change.What is CycleMissed)) _bell.Ring(); });
        while (!stoppingToken.IsCancellationRequested)
        {
            var sent = await TryAsync(stoppingToken);
            if (sent) await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            else await _bell.WaitAsync(time.Now() + LookAnyway, time, stoppingToken);
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            return await leases.HoldAsync("alerts", cancellation) && await round.TellAsync(cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            NotTold(error.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not send alerts to staff chats ({Trouble}). Retrying")]
    private partial void NotTold(string trouble);
}
