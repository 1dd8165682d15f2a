using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Sqlite;
using EcomCenter.Desk.Database.Sqlite.Migrations;
using Microsoft.Data.Sqlite;

namespace EcomCenter.Benchmarks.Scale;

/// <summary>Bulk rows on SQLite: prepared statements in long transactions that nothing protects against a crash.</summary>
internal sealed class SqliteBulkRows(string file, GeneratedStatements statements) : IBulkRows
{
    private const int RowsPerTransaction = 500_000;

    private readonly SqliteConnection _connection = new($"Data Source={file};Pooling=False");
    private readonly Dictionary<(Type Row, UInt128 Filled), SqliteStatement> _inserts = [];
    private readonly List<string> _indexes = [];
    private SqliteStatement? _phrase;
    private int _rows;

    public async Task BeginAsync()
    {
        await _connection.OpenAsync();
        // The journal mode can't change while another connection is open, also an idle one.
        SqliteConnection.ClearAllPools();
        Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000");
        foreach (var (name, sql) in ReadIndexes())
        {
            _indexes.Add(sql);
            Execute($"DROP INDEX \"{name}\"");
        }

        Execute("BEGIN");
    }

    public void Insert(object row)
    {
        var table = statements.GetTable(row.GetType());
        var values = new object[table.ColumnCount];
        var (filled, count) = table.ReadFilled(row, values);
        if (!_inserts.TryGetValue((row.GetType(), filled), out var insert))
        {
            insert = new(_connection, table.GetSql(OnConflict.Fail, filled), table.GetParameters(filled));
            _inserts[(row.GetType(), filled)] = insert;
        }

        insert.Execute(values.AsSpan(0, count));
        if (++_rows % RowsPerTransaction == 0) Execute("COMMIT; BEGIN");
    }

    public void InsertPhrase(long messageId, string folded)
    {
        _phrase ??= new(_connection, "INSERT INTO message_phrases (rowid, words) VALUES (@id, @words)", ["@id", "@words"]);
        _phrase.Execute([messageId, folded]);
    }

    public Task EndAsync()
    {
        Execute("COMMIT");
        Execute(SearchWords.Fill);
        foreach (var sql in _indexes) Execute(sql);
        Execute("PRAGMA journal_mode = WAL");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var insert in _inserts.Values) insert.Dispose();
        _phrase?.Dispose();
        return _connection.DisposeAsync();
    }

    private List<(string Name, string Sql)> ReadIndexes()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";
        using var reader = command.ExecuteReader();
        var indexes = new List<(string, string)>();
        while (reader.Read()) indexes.Add((reader.GetString(0), reader.GetString(1)));
        return indexes;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
