using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Postgres.Migrations;
using Npgsql;
using NpgsqlTypes;

namespace EcomCenter.Benchmarks.Scale;

/// <summary>Bulk rows on PostgreSQL: one COPY for each table, all open at once, without the checks of foreign keys.</summary>
internal sealed class PostgresBulkRows(string connectionString, GeneratedStatements statements) : IBulkRows
{
    private readonly Dictionary<Type, (TableStatements Table, NpgsqlConnection Connection, NpgsqlBinaryImporter Importer)> _copies = [];
    private readonly List<string> _indexes = [];
    private (NpgsqlConnection Connection, NpgsqlBinaryImporter Importer)? _phrases;

    public async Task BeginAsync()
    {
        await using var connection = await ConnectAsync();
        foreach (var (name, definition) in await ReadIndexesAsync(connection))
        {
            _indexes.Add(definition);
            await ExecuteAsync(connection, $"DROP INDEX \"{name}\"");
        }

        await ExecuteAsync(connection, "CREATE UNLOGGED TABLE folded_words (id bigint, words text)");
    }

    public void Insert(object row)
    {
        if (!_copies.TryGetValue(row.GetType(), out var copy))
        {
            var (table, connection) = (statements.GetTable(row.GetType()), ConnectAsync().GetAwaiter().GetResult());
            var sql = table.GetSql(OnConflict.Fail);
            var columns = sql[sql.IndexOf('(')..(sql.IndexOf(')') + 1)];
            var importer = connection.BeginBinaryImport($"COPY \"{table.Name}\" {columns} FROM STDIN (FORMAT BINARY)");
            importer.Timeout = TimeSpan.Zero;
            _copies[row.GetType()] = copy = (table, connection, importer);
        }

        copy.Importer.StartRow();
        foreach (var (_, value, storeType) in copy.Table.ReadValues(row))
            if (value is DBNull) copy.Importer.WriteNull();
            else copy.Importer.Write(value, storeType.Split('(')[0]);
    }

    public void InsertPhrase(long messageId, string folded)
    {
        if (_phrases is null)
        {
            var connection = ConnectAsync().GetAwaiter().GetResult();
            var begun = connection.BeginBinaryImport("COPY folded_words (id, words) FROM STDIN (FORMAT BINARY)");
            begun.Timeout = TimeSpan.Zero;
            _phrases = (connection, begun);
        }

        var importer = _phrases.Value.Importer;
        importer.StartRow();
        importer.Write(messageId, NpgsqlDbType.Bigint);
        importer.Write(folded, NpgsqlDbType.Text);
    }

    public async Task EndAsync()
    {
        foreach (var (_, connection, importer) in _copies.Values) await CompleteAsync(connection, importer);
        if (_phrases is var (words, copied)) await CompleteAsync(words, copied);
        await using var last = await ConnectAsync();
        await ExecuteAsync(last, """
            INSERT INTO message_phrases ("MessageId", "Words") SELECT id, to_tsvector('simple', words) FROM folded_words ORDER BY id;
            DROP TABLE folded_words;
            SET maintenance_work_mem = '1GB'
            """);
        await ExecuteAsync(last, SearchWords.Fill);
        foreach (var definition in _indexes) await ExecuteAsync(last, definition);
        await ExecuteAsync(last, "VACUUM ANALYZE");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task CompleteAsync(NpgsqlConnection connection, NpgsqlBinaryImporter importer)
    {
        await importer.CompleteAsync();
        await importer.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false;Command Timeout=0");
        await connection.OpenAsync();
        await ExecuteAsync(connection, "SET session_replication_role = replica; SET synchronous_commit = off");
        return connection;
    }

    private static async Task<List<(string Name, string Definition)>> ReadIndexesAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("""
            SELECT i.relname, pg_get_indexdef(x.indexrelid) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
            JOIN pg_namespace n ON n.oid = i.relnamespace
            WHERE n.nspname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid)
            """, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var indexes = new List<(string, string)>();
        while (await reader.ReadAsync()) indexes.Add((reader.GetString(0), reader.GetString(1)));
        return indexes;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
