using System.Data.Common;
using EcomCenter.Benchmarks.Scale;
using EcomCenter.Desk.Database;
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

    private string DatabaseFile => Path.Combine(Folder, "desk.db");

    private string OwnConnectionString => new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ToString();

    public static async Task<MeasuredDatabase> CreateAsync(string? postgres)
    {
        var database = new MeasuredDatabase(postgres);
        await database.ExecuteOnServerAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    /// <summary>Copies a database that was kept; null if there is none.</summary>
    /// <param name="kept">The folder of the database; on PostgreSQL its name.</param>
    public static async Task<MeasuredDatabase?> TryCopyAsync(string? postgres, string kept)
    {
        if (postgres is null && !Directory.Exists(kept)) return null;
        var database = new MeasuredDatabase(postgres);
        try
        {
            await database.ExecuteOnServerAsync($"CREATE DATABASE {database._name} TEMPLATE {kept}");
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return null;
        }

        if (postgres is null)
            foreach (var file in Directory.GetFiles(kept)) File.Copy(file, Path.Combine(database.Folder, Path.GetFileName(file)));
        return database;
    }

    /// <summary>Keeps a copy for later runs.</summary>
    public async Task KeepAsync(string kept)
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteOnServerAsync($"CREATE DATABASE {kept} TEMPLATE {_name}");
        if (_server is not null) return;
        Directory.CreateDirectory(kept);
        foreach (var file in Directory.GetFiles(Folder)) File.Copy(file, Path.Combine(kept, Path.GetFileName(file)));
    }

    public DbConnection Connect(bool writable = false, bool pooled = false) => _server is null
        ? new SqliteConnection($"Data Source={DatabaseFile};Mode={(writable ? "ReadWrite" : "ReadOnly")};Pooling={pooled}")
        : new NpgsqlConnection($"{OwnConnectionString};Pooling={pooled}");

    public IBulkRows OpenBulkRows(GeneratedStatements statements) => _server is null
        ? new SqliteBulkRows(DatabaseFile, statements) : new PostgresBulkRows(OwnConnectionString, statements);

    /// <summary>Picks ticket numbers, spread over the whole database.</summary>
    public async Task<IReadOnlyList<string>> PickNumbersAsync(int count)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT t."Number" FROM (SELECT "Id", row_number() OVER (ORDER BY "Id") AS n, count(*) OVER () AS al FROM tickets) p
            JOIN tickets t ON t."Id" = p."Id" WHERE p.n % (p.al / {count} + 1) = 0
            """;
        command.CommandTimeout = 300;
        await using var reader = await command.ExecuteReaderAsync();
        var numbers = new List<string>();
        while (await reader.ReadAsync()) numbers.Add(reader.GetString(0));
        return numbers;
    }

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
        SqliteConnection.ClearAllPools();
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
