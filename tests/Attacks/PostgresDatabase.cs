using EcomCenter.RunningDesk;
using Npgsql;

namespace EcomCenter.Attacks;

/// <summary>A database of its own on the server that the machine offers, reached through a proxy that can cut or hold the line.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    /// <summary>The variable with the connection string, as in the tests. Without it the attacks on PostgreSQL are left out.</summary>
    public const string Variable = "ECOMCENTER_TEST_POSTGRES";

    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly string _name = $"attack_{Guid.NewGuid():N}";

    private PostgresDatabase(NpgsqlConnectionStringBuilder server)
    {
        _server = server;
        Line = TcpProxy.Start(new($"tcp://{server.Host}:{server.Port}"));
    }

    public static string? ServerSetting => Environment.GetEnvironmentVariable(Variable);

    /// <summary>The line between the desk and the server.</summary>
    public TcpProxy Line { get; }

    public (string Name, string Value)[] Settings =>
    [
        ("Desk:Database", "postgres"),
        ("ConnectionStrings:Postgres", new NpgsqlConnectionStringBuilder(_server.ToString())
        {
            Host = Line.Address.Host, Port = Line.Address.Port, Database = _name,
        }.ToString()),
    ];

    public static async Task<PostgresDatabase> CreateAsync(AttackRun run)
    {
        var setting = ServerSetting ?? throw new MissingToolException($"{Variable} names no PostgreSQL server");
        var database = run.Own(new PostgresDatabase(new(setting)));
        await database.ExecuteAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await Line.DisposeAsync();
        await ExecuteAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
