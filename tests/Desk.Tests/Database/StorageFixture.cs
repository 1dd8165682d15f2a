using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EcomCenter.Desk.Tests.Database;

/// <summary>Runs a real database and its writer, without web server and deadlines.</summary>
internal sealed class StorageFixture : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly string _directory;
    private readonly string? _postgresDatabase;

    private StorageFixture(IHost host, string directory, string? postgresDatabase) =>
        (_host, _directory, _postgresDatabase) = (host, directory, postgresDatabase);

    public DeskWriter Writer => _host.Services.GetRequiredService<DeskWriter>();

    public ChangeFeed Feed => _host.Services.GetRequiredService<ChangeFeed>();

    public IntakeDoor IntakeDoor => _host.Services.GetRequiredService<IntakeDoor>();

    public TicketActions Actions => _host.Services.GetRequiredService<TicketActions>();

    public TrackingCodes Secrets => _host.Services.GetRequiredService<TrackingCodes>();

    public DeskDb Db() => _host.Services.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContext();

    public static async Task<StorageFixture> OpenAsync(Provider provider = Provider.Sqlite)
    {
        var directory = Directory.CreateTempSubdirectory("desk-storage-").FullName;
        var settings = new Dictionary<string, string?> { ["Desk:DataDirectory"] = directory };
        var database = provider is Provider.Postgres ? await CreateDatabaseAsync(settings) : null;
        if (database is null) await MigratedDatabase.CopyToAsync(directory);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddDatabase(builder.Configuration).AddCatalogue(builder.Configuration).AddPromise(builder.Configuration)
            .AddSingleton<IElapsedTime, HostUptime>().AddSingleton<RosterStore>().AddIntake().AddHandling();
        var host = builder.Build();
        await host.Services.MigrateAsync(CancellationToken.None);
        await host.StartAsync();
        return new(host, directory, database);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
        if (_postgresDatabase is not null) await MigratedDatabase.ExecuteAsync($"DROP DATABASE IF EXISTS {_postgresDatabase} WITH (FORCE)");
    }

    private static async Task<string> CreateDatabaseAsync(Dictionary<string, string?> settings)
    {
        var name = "desk_" + Guid.NewGuid().ToString("N");
        await MigratedDatabase.CreateCopyAsync(name);
        settings["Desk:Database"] = "postgres";
        settings["ConnectionStrings:Postgres"] = new NpgsqlConnectionStringBuilder(Needs.Postgres()) { Database = name }.ToString();
        return name;
    }
}
