using System.Diagnostics;
using EcomCenter.Background;
using EcomCenter.Bots.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EcomCenter.Desk.Database.Postgres;

/// <summary>
/// The connection on which this node hears of the commits of other nodes. A lost connection is opened again at once. Notifications were
/// missed meanwhile, so everything is looked up after each connect. Nodes announce that they listen, and count each other, because they
/// announce commits only while somebody listens.
/// </summary>
internal sealed partial class CommitListener(
    ChangeFeed feed, ChangeFollower follower, ListeningNodes nodes, NodeName node, IConfiguration configuration,
    DatabaseTimeouts timeouts, IDatabaseOutage outage, TimeProvider time, ILogger<CommitListener> log)
    : BackgroundService
{
    /// <summary>The name of the connection in PostgreSQL's list of sessions.</summary>
    public const string ConnectionName = "desk listener";

    private const string CountListeners =
        $"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '{ConnectionName}'";

    private static readonly TimeSpan MaxReconnectDelay = TimeSpan.FromSeconds(5), KeepAlive = TimeSpan.FromSeconds(10);
    internal static TimeSpan CountInterval { get; } = TimeSpan.FromSeconds(2);

    private bool _hasJoinedNode;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new BackgroundLoop(time, MaxReconnectDelay)
            .RunAsync(ListenAsync, outage.ReportOr(failure => LogCannotListen(failure.GetType().Name)), stoppingToken);

    private async Task<DateTimeOffset?> ListenAsync(CancellationToken stopping)
    {
        await using var connection = new NpgsqlConnection(CreateConnectionString());
        await connection.OpenAsync(stopping);
        connection.Notification += (_, notification) => OnNotification(CommitNotification.TryRead(notification.Payload));
        await ExecuteAsync(connection, $"LISTEN {CommitNotification.Channel}", stopping);
        nodes.RecordHeard();
        await NotifyAsync(connection, new(node.Value, PendingWork.None, IsJoining: true), stopping);
        LookUpEverything();
        try
        {
            await WaitForNotificationsAsync(connection, stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // The loop must go on: without the connection, other nodes are followed by the sweep.
            if (!outage.TryReport(failure)) LogConnectionLost(failure.GetType().Name);
        }

        return time.GetUtcNow();
    }

    private async Task WaitForNotificationsAsync(NpgsqlConnection connection, CancellationToken stopping)
    {
        for (var sinceCount = Stopwatch.StartNew(); ; await connection.WaitAsync(CountInterval, stopping))
        {
            // A node that joined looks up once more now that commits are announced: it may have missed the last one that was not.
            if (Interlocked.Exchange(ref _hasJoinedNode, false)) await NotifyAsync(connection, new(node.Value, PendingWork.Any), stopping);
            if (sinceCount.Elapsed < CountInterval) continue;
            var timesHeard = nodes.TimesHeard;
            nodes.RecordCount((long)(await ExecuteAsync(connection, CountListeners, stopping) ?? 0L), timesHeard);
            sinceCount.Restart();
        }
    }

    private void OnNotification(CommitNotification? notification)
    {
        if (notification?.Node == node.Value) return;
        nodes.RecordHeard();
        if (notification is { IsJoining: true }) Interlocked.Exchange(ref _hasJoinedNode, true);
        LookUp(notification?.Work ?? PendingWork.Any);
    }

    private void LookUpEverything() => LookUp(PendingWork.Any);

    private void LookUp(PendingWork work)
    {
        follower.Wake();
        feed.Publish(new([], [], work));
    }

    private static Task NotifyAsync(NpgsqlConnection connection, CommitNotification notification, CancellationToken stopping) =>
        ExecuteAsync(connection, "SELECT pg_notify($1, $2)", stopping, CommitNotification.Channel, notification.ToJson());

    private static async Task<object?> ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken stopping, params IReadOnlyList<string> values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteScalarAsync(stopping);
    }

    // The keep-alive query notices a connection whose other end vanished without a word.
    private string CreateConnectionString() =>
        new NpgsqlConnectionStringBuilder(timeouts.AddTo(configuration.GetConnectionString("Postgres") ?? ""))
        {
            ApplicationName = ConnectionName, Pooling = false, KeepAlive = (int)KeepAlive.TotalSeconds,
        }.ToString();

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Lost the connection that listens for commits of other nodes ({ErrorType}). Reconnecting.")]
    private partial void LogConnectionLost(string errorType);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Cannot listen for commits of other nodes ({ErrorType}). Their changes appear up to five seconds late. Retrying.")]
    private partial void LogCannotListen(string errorType);
}
