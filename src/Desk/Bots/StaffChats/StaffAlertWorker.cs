using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Bots.StaffChats;

/// <summary>
/// Runs the alerts to staff: at once when there is a cause, and at intervals, because that may have happened on another node or before a
/// restart. After a message a member of staff is left in peace for a minute, in which the rest is collected, so that an outage does not
/// become a flood of messages.
/// </summary>
internal sealed partial class StaffAlertWorker(
    StaffAlerts alerts, AlertDigests digests, ChangeFeed feed, ILeases leases, IDatabaseOutage outage, TimeProvider time,
    ILogger<StaffAlertWorker> log) : BackgroundService
{
    public static TimeSpan PauseAfterAlert { get; } = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(15);

    /// <summary>The time between two collections, so that many deadlines at once are not collected commit by commit.</summary>
    private static readonly TimeSpan CollectInterval = TimeSpan.FromMilliseconds(200);

    // By the monotonic clock: the host's clock may be put back.
    private readonly Dictionary<string, long> _alertedAt = new(StringComparer.Ordinal);
    private long? _collectedAt;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var loop = new BackgroundLoop(time, SweepInterval);
        feed.Subscribe(changes => { if (changes.Any(change => AlertFinder.IsCause(change.Event))) loop.Wake(); });
        return loop.RunAsync(SendAsync, outage.ReportOr(failure => LogNotSent(failure.GetType().Name)), stoppingToken);
    }

    private async Task<DateTimeOffset?> SendAsync(CancellationToken cancellation)
    {
        if (!await leases.TryHoldAsync("alerts", cancellation)) return null;
        await CollectAsync(cancellation);
        DateTimeOffset? next = null;
        foreach (var user in await digests.ListWaitingAsync(cancellation))
        {
            if (FindPauseEnd(user) is { } until) next = next is null || until < next ? until : next;
            else if (await digests.SendAsync(user, cancellation)) _alertedAt[user] = time.GetTimestamp();
        }

        return next;
    }

    // Uses the system clock even where a test sets the time, because it spares the database.
    private async Task CollectAsync(CancellationToken cancellation)
    {
        var left = _collectedAt is { } last ? CollectInterval - TimeProvider.System.GetElapsedTime(last) : TimeSpan.Zero;
        if (left > TimeSpan.Zero) await Task.Delay(left, TimeProvider.System, cancellation);
        await alerts.CollectAsync(cancellation);
        _collectedAt = TimeProvider.System.GetTimestamp();
    }

    private DateTimeOffset? FindPauseEnd(string user)
    {
        var now = time.Now();
        if (digests.FindQuietEnd(user, now) is { } quietEnd) return quietEnd;
        return _alertedAt.TryGetValue(user, out var last) && PauseAfterAlert - time.GetElapsedTime(last) is var left && left > TimeSpan.Zero
            ? now + left : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not send alerts to staff ({ErrorType}). Retrying")]
    private partial void LogNotSent(string errorType);
}
