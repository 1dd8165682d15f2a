using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace EcomCenter.Desk.Database;

/// <summary>
/// Finds the end of an outage: tries a read and an empty write once nothing has failed for a while. An outage may also concern writes
/// only, for example while another process locks the database, so a read that succeeds does not end it.
/// </summary>
internal sealed partial class DatabaseOutageWatch(
    DatabaseOutage outage, DeskWriter writer, IDbContextFactory<DeskDb> contexts, ILogger<DatabaseOutageWatch> log) : BackgroundService
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    // Uses the system clock even where a test sets the time, because databases fail in real time.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new BackgroundLoop(TimeProvider.System, CheckInterval).RunAsync(
            CheckAsync, ((IDatabaseOutage)outage).ReportOr(failure => LogCheckFailed(failure.GetType().Name)), stoppingToken);

    private async Task<DateTimeOffset?> CheckAsync(CancellationToken cancellation)
    {
        if (!outage.MayBeOver) return null;
        await using (var db = await contexts.CreateDbContextAsync(cancellation)) await db.Counters.AnyAsync(cancellation);
        await writer.WriteAsync(_ => Task.CompletedTask, cancellation);
        outage.EndIfQuiet();
        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not check if the database answers again ({ErrorType}). Retrying")]
    private partial void LogCheckFailed(string errorType);
}
