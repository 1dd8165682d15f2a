using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EcomCenter.Durability.Storms;

/// <summary>The database of a storm, read while desks work on it: SQLite in a temporary folder, or a new database on a server.</summary>
internal sealed class StormDatabase : IAsyncDisposable
{
    private readonly string? _server;
    private readonly string _name = $"storm_{Guid.NewGuid():N}";

    private StormDatabase(string? server) => _server = server;

    public string Folder { get; } = Directory.CreateTempSubdirectory("desk-storm-").FullName;

    public static async Task<StormDatabase> CreateAsync(string? server)
    {
        var database = new StormDatabase(server);
        await database.ExecuteOnServerAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    /// <summary>The settings of a node. Each has a folder of its own.</summary>
    public Dictionary<string, string> SettingsFor(int node)
    {
        if (_server is null) return new() { ["Desk:DataDirectory"] = Folder };
        return new()
        {
            ["Desk:DataDirectory"] = Directory.CreateDirectory(Path.Combine(Folder, $"node-{node}")).FullName,
            ["Desk:Database"] = "postgres", ["ConnectionStrings:Postgres"] = ConnectionString,
        };
    }

    public async Task<long> CountAsync(string sql) => (await QueryAsync(sql, row => row.GetInt64(0))).FirstOrDefault();

    public async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        await ExecuteOnServerAsync($"DROP DATABASE {_name} WITH (FORCE)");
    }

    private string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ToString();

    private DbConnection Connect() => _server is null
        ? new SqliteConnection($"Data Source={Path.Combine(Folder, "desk.db")};Mode=ReadOnly;Pooling=False;Default Timeout=10")
        : new NpgsqlConnection(ConnectionString);

    private async Task ExecuteOnServerAsync(string sql)
    {
        if (_server is null) return;
        await using var server = new NpgsqlConnection(_server + ";Pooling=false");
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync();
    }
}
