using EcomCenter.Background;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EcomCenter.Desk.Database.Postgres;

/// <summary>
/// The connection on which this node hears of the commits of other nodes. A lost connection is opened again at once. Notifications were
/// missed meanwhile, so everything is looked up after each connect.
/// </summary>
internal sealed partial class CommitListener(
    ChangeFeed feed, ChangeFollower follower, NodeName node, IConfiguration configuration, TimeProvider time, ILogger<CommitListener> log)
    : BackgroundService
{
    /// <summary>The name of the connection in PostgreSQL's list of sessions.</summary>
    public const string ConnectionName = "desk listener";

    private static readonly TimeSpan MaxReconnectDelay = TimeSpan.FromSeconds(5), KeepAlive = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new BackgroundLoop(time, MaxReconnectDelay)
            .RunAsync(ListenAsync, failure => LogCannotListen(failure.GetType().Name), stoppingToken);

    private async Task<DateTimeOffset?> ListenAsync(CancellationToken stopping)
    {
        await using var connection = new NpgsqlConnection(CreateConnectionString());
        await connection.OpenAsync(stopping);
        connection.Notification += (_, notification) => OnNotification(CommitNotification.TryRead(notification.Payload));
        await using (var listen = new NpgsqlCommand($"LISTEN {CommitNotification.Channel}", connection))
            await listen.ExecuteNonQueryAsync(stopping);
        LookUpEverything();
        try
        {
            while (true) await connection.WaitAsync(stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogConnectionLost(failure.GetType().Name);
            return time.GetUtcNow();
        }
    }

    private void OnNotification(CommitNotification? notification)
    {
        if (notification is null) LookUpEverything();
        else if (notification.Node != node.Value) LookUp(notification.Work);
    }

    private void LookUpEverything() => LookUp(PendingWork.Any);

    private void LookUp(PendingWork work)
    {
        follower.Wake();
        feed.Publish(new([], [], work));
    }

    // The keep-alive query notices a connection whose other end vanished without a word.
    private string CreateConnectionString() => new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Postgres"))
    {
        ApplicationName = ConnectionName, Pooling = false, KeepAlive = (int)KeepAlive.TotalSeconds,
    }.ToString();

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Lost the connection that listens for commits of other nodes ({Trouble}). Reconnecting.")]
    private partial void LogConnectionLost(string trouble);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Cannot listen for commits of other nodes ({Trouble}). Their changes appear up to five seconds late. Retrying.")]
    private partial void LogCannotListen(string trouble);
}
