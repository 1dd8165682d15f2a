using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.StaffChats;

/// <summary>
/// Looks for what staff should be told in their chats: at once when it happens, and now and then all the same, for it may have happened on another node
/// or before a stop. Who was just told something hears the rest together a minute later: an outage must not become a flood.
/// </summary>
internal sealed partial class StaffAlerts(AlertRound round, ChangeFeed feed, ILeases leases, TimeProvider time, ILogger<StaffAlerts> log) : BackgroundService
{
    public static TimeSpan Pause { get; } = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(15);

    private readonly Bell _bell = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        feed.Listen(changes => { if (changes.Any(change => change.What is CycleMissed)) _bell.Ring(); });
        while (!stoppingToken.IsCancellationRequested)
        {
            var told = await TryAsync(stoppingToken);
            if (told) await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            else await _bell.WaitAsync(time.Now() + LookAnyway, time, stoppingToken);
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            return await leases.HoldAsync("alerts", cancellation) && await round.TellAsync(cancellation);
        }
        catch (Exception trouble) when (!cancellation.IsCancellationRequested)
        {
            NotTold(trouble.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Staff could not be told in their chats ({Trouble}); trying again")]
    private partial void NotTold(string trouble);
}
