using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EcomCenter.Benchmarks;

/// <summary>The database for one run: SQLite in a temporary folder, or a new database on the given PostgreSQL server.</summary>
internal sealed class MeasuredDatabase : IAsyncDisposable
{
    private readonly string? _server;
    private readonly string _name = $"bench_{Guid.NewGuid():N}";

    private MeasuredDatabase(string? server) => _server = server;

    public string Folder { get; } = Directory.CreateTempSubdirectory("desk-bench-").FullName;

    public Dictionary<string, string> Settings => _server is null
        ? new() { ["Desk:DataDirectory"] = Folder }
        : new() { ["Desk:DataDirectory"] = Folder, ["Desk:Database"] = "postgres", ["ConnectionStrings:Postgres"] = OwnConnectionString };

    private string OwnConnectionString => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ToString();

    public static async Task<MeasuredDatabase> CreateAsync(string? postgres)
    {
        var database = new MeasuredDatabase(postgres);
        await database.ExecuteOnServerAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    public DbConnection Connect() => _server is null
        ? new SqliteConnection($"Data Source={Path.Combine(Folder, "desk.db")};Mode=ReadOnly;Pooling=False")
        : new NpgsqlConnection(OwnConnectionString + ";Pooling=false");

    /// <summary>Throws unless the database holds exactly the tickets that were answered 201, each once.</summary>
    public async Task CheckTicketsAsync(IReadOnlyCollection<long> answered)
    {
        var stored = new HashSet<long>();
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"Number\" FROM tickets";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var number = long.Parse(reader.GetString(0).Replace("-", "", StringComparison.Ordinal));
            if (!stored.Add(number)) throw new InvalidOperationException($"Ticket {number} is in the database twice.");
        }

        if (!stored.SetEquals(answered) || stored.Count != answered.Count)
            throw new InvalidOperationException($"{answered.Count} tickets were answered 201, {stored.Count} are in the database.");
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        await ExecuteOnServerAsync($"DROP DATABASE {_name} WITH (FORCE)");
    }

    private async Task ExecuteOnServerAsync(string sql)
    {
        if (_server is null) return;
        await using var server = new NpgsqlConnection(_server + ";Pooling=false");
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync();
    }
}
