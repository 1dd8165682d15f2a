using EcomCenter.Desk.Database;
using EcomCenter.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EcomCenter.Desk.Tests.Database;

/// <summary>
/// An empty database with all migrations, made once for all tests of the process and copied for each: the migrations take longer than most
/// tests.
/// </summary>
internal static class MigratedDatabase
{
    private const string FileName = "desk.db";

    private static readonly Lazy<Task<string>> Directory = new(CreateDirectoryAsync), Database = new(CreateDatabaseAsync);

    /// <summary>Copies the SQLite database into a data directory.</summary>
    public static async Task CopyToAsync(string dataDirectory) =>
        File.Copy(Path.Combine(await Directory.Value, FileName), Path.Combine(dataDirectory, FileName));

    /// <summary>Creates a PostgreSQL database as a copy.</summary>
    public static async Task CreateCopyAsync(string name) => await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {await Database.Value}");

    /// <summary>Executes a statement on the PostgreSQL server of the tests.</summary>
    public static async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Needs.Postgres());
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> CreateDirectoryAsync()
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("desk-migrated-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(directory, recursive: true);
        await MigrateAsync(new() { ["Desk:DataDirectory"] = directory });
        // The last connection to close leaves all in one file.
        SqliteConnection.ClearAllPools();
        return directory;
    }

    private static async Task<string> CreateDatabaseAsync()
    {
        var name = "desk_migrated_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync($"CREATE DATABASE {name}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)").GetAwaiter().GetResult();
        await MigrateAsync(new()
        {
            ["Desk:DataDirectory"] = await Directory.Value, ["Desk:Database"] = "postgres",
            ["ConnectionStrings:Postgres"] =
                new NpgsqlConnectionStringBuilder(Needs.Postgres()) { Database = name, Pooling = false }.ToString(),
        });
        return name;
    }

    private static async Task MigrateAsync(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddDatabase(builder.Configuration);
        using var host = builder.Build();
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContextAsync();
        await DatabaseMigrator.MigrateAsync(db, host.Services.GetRequiredService<DataDirectory>(), CancellationToken.None);
    }
}
