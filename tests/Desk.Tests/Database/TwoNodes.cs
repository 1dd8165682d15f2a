using System.Collections.Concurrent;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Postgres;
using EcomCenter.Desk.Tests.Clock;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Database;

/// <summary>
/// Two programs on one PostgreSQL database. The time of the second one only moves when a test advances it, so that its sweeps do not hide a
/// lost notification.
/// </summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private bool _isSecondStopped;

    private TwoNodes(DeskApp first, DeskApp second, FakeTimeProvider time) => (First, Second, Time) = (first, second, time);

    public DeskApp First { get; }

    public DeskApp Second { get; }

    public FakeTimeProvider Time { get; }

    public static async Task<TwoNodes> StartAsync(Action<WebApplicationBuilder>? adjustSecond = null)
    {
        var first = await DeskApp.StartAsync(Provider.Postgres);
        var database = first.Services.GetRequiredService<IConfiguration>().GetConnectionString("Postgres")!;
        var time = ManualClock.CreateTime();
        var second = await DeskApp.StartAsync(
            Provider.Postgres, time, adjustSecond, ("ConnectionStrings:Postgres", database), ("Bots:Hosted", "false"));
        return new(first, second, time);
    }

    /// <summary>Records the sequences that the feed of a node publishes.</summary>
    public static ConcurrentQueue<long> RecordSequences(DeskApp node)
    {
        var published = new ConcurrentQueue<long>();
        node.Services.GetRequiredService<ChangeFeed>().Subscribe(changes =>
        {
            foreach (var change in changes) published.Enqueue(change.Sequence);
        });
        return published;
    }

    /// <summary>Waits until so many nodes listen.</summary>
    public async Task WaitForListenersAsync(int count)
    {
        await using var db = First.CreateDb();
        await Eventually.TrueAsync(async () => await db.Database.SqlQuery<int>(
            $"""
             SELECT count(*)::int AS "Value" FROM pg_stat_activity WHERE datname = current_database()
                 AND application_name = {CommitListener.ConnectionName} AND state = 'idle'
                 AND (query LIKE 'LISTEN%' OR query LIKE '%pg_notify%' OR query LIKE '%pg_stat_activity%')
             """).SingleAsync(TestContext.Current.CancellationToken) == count);
    }

    /// <summary>Ends the connections on which the nodes listen, as a network failure does.</summary>
    public async Task CutListenersAsync()
    {
        await using var db = First.CreateDb();
        var cut = await db.Database.SqlQuery<int>(
            $"""
             SELECT count(pg_terminate_backend(pid))::int AS "Value" FROM pg_stat_activity
             WHERE datname = current_database() AND application_name = {CommitListener.ConnectionName}
             """).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, cut);
    }

    public async Task StopSecondAsync()
    {
        await Second.DisposeAsync();
        _isSecondStopped = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isSecondStopped) await Second.DisposeAsync();
        await First.DisposeAsync();
    }
}
