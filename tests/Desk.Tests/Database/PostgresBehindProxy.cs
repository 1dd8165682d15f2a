using EcomCenter.Desk.Database;
using EcomCenter.RunningDesk;
using EcomCenter.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EcomCenter.Desk.Tests.Database;

/// <summary>
/// A desk that reaches its PostgreSQL only through a proxy, so that a test can take the server away or let it hang. Short timeouts spare
/// the tests the seconds of real ones.
/// </summary>
internal sealed class PostgresBehindProxy : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private PostgresBehindProxy(TestDatabase database, TcpProxy proxy, DeskApp desk) => (_database, Proxy, Desk) = (database, proxy, desk);

    public TcpProxy Proxy { get; }

    public DeskApp Desk { get; }

    /// <summary>The lines that were logged from warnings on.</summary>
    public required RecordingLogger Log { get; init; }

    public static async Task<PostgresBehindProxy> StartAsync()
    {
        var server = new NpgsqlConnectionStringBuilder(Needs.Postgres());
        var database = await TestDatabase.CreateAsync(Provider.Postgres);
        var proxy = TcpProxy.Start(new($"tcp://{server.Host}:{server.Port}"));
        var connection = database.Settings.Single(setting => setting.Key == "ConnectionStrings:Postgres").Value;
        var throughProxy = new NpgsqlConnectionStringBuilder(connection)
        {
            Host = "127.0.0.1", Port = proxy.Port, Timeout = 2, CommandTimeout = 2,
        };
        var log = new RecordingLogger(LogLevel.Warning);
        var desk = await DeskApp.StartAsync(adjust: builder => Adjust(builder, log),
            settings: [("Desk:Database", "postgres"), ("ConnectionStrings:Postgres", throughProxy.ToString())]);
        return new(database, proxy, desk) { Log = log };
    }

    public async ValueTask DisposeAsync()
    {
        Proxy.Restore();
        Proxy.Resume();
        await Desk.DisposeAsync();
        await Proxy.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static void Adjust(WebApplicationBuilder builder, RecordingLogger log)
    {
        builder.Logging.AddProvider(log);
        builder.Services.Replace(ServiceDescriptor.Singleton(services =>
            new DatabaseOutage(TimeProvider.System, services.GetRequiredService<ILogger<DatabaseOutage>>())
            {
                QuietPeriod = TimeSpan.FromSeconds(5),
            }));
    }
}
