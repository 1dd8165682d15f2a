using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Bots.StaffChats;

/// <summary>
/// Runs the alerts to staff chats: at once when a cycle is missed, an answer is urged or a slip moves, and at intervals, because that may
/// have happened on another node or before a restart. After an alert it pauses for a minute and collects the rest, so that an outage does
/// not become a flood of messages.
/// </summary>
internal sealed partial class StaffAlertWorker(
    MissedCycleAlerts alerts, ChangeFeed feed, ILeases leases, IDatabaseOutage outage, TimeProvider time, ILogger<StaffAlertWorker> log)
    : BackgroundService
{
    public static TimeSpan PauseAfterAlert { get; } = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(15);

    // By the monotonic clock: the host's clock may be put back.
    private long? _alertedAt;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var loop = new BackgroundLoop(time, SweepInterval);
        feed.Subscribe(changes => { if (changes.Any(change => IsCause(change.Event))) loop.Wake(); });
        return loop.RunAsync(SendAsync, outage.ReportOr(failure => LogNotSent(failure.GetType().Name)), stoppingToken);
    }

    private static bool IsCause(TicketEvent? happened) =>
        happened is CycleMissed or TicketUrged { Times: TicketUrged.TimesForSupervisor } || SlipAlerts.IsCause(happened);

    private async Task<DateTimeOffset?> SendAsync(CancellationToken cancellation)
    {
        if (_alertedAt is { } last && PauseAfterAlert - time.GetElapsedTime(last) is var left && left > TimeSpan.Zero)
            return time.Now() + left;
        if (!await leases.TryHoldAsync("alerts", cancellation) || !await alerts.SendAsync(cancellation)) return null;
        _alertedAt = time.GetTimestamp();
        return time.Now() + PauseAfterAlert;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not send alerts to staff chats ({ErrorType}). Retrying")]
    private partial void LogNotSent(string errorType);
}
