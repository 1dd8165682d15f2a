using EcomCenter.Desk.Tests.Database;
using EcomCenter.Tests;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EcomCenter.Desk.Tests;

/// <summary>A data directory, and on PostgreSQL a database, that are deleted at the end of the test.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("desk-test-").FullName;
    private readonly string? _name;

    private TestDatabase(string? name) => _name = name;

    public string DataDirectory => _directory;

    public IEnumerable<(string Key, string Value)> Settings
    {
        get
        {
            yield return ("Desk:DataDirectory", _directory);
            if (_name is null) yield break;
            yield return ("Desk:Database", "postgres");
            yield return ("ConnectionStrings:Postgres",
                new NpgsqlConnectionStringBuilder(Needs.Postgres()) { Database = _name }.ToString());
        }
    }

    /// <summary>Creates a data directory without a database, for tests of the first start.</summary>
    public static TestDatabase CreateWithoutDatabase() => new(null);

    public static async Task<TestDatabase> CreateAsync(Provider provider)
    {
        if (provider is Provider.Sqlite)
        {
            var database = CreateWithoutDatabase();
            await MigratedDatabase.CopyToAsync(database._directory);
            return database;
        }

        var name = "desk_" + Guid.NewGuid().ToString("N");
        await MigratedDatabase.CreateCopyAsync(name);
        return new(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_name is not null) await MigratedDatabase.ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
