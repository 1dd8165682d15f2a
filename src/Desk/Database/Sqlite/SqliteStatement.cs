using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EcomCenter.Desk.Database.Sqlite;

/// <summary>
/// A prepared statement that finds the positions of its parameters once. A <see cref="SqliteCommand"/> looks each of them up by its name
/// whenever it runs, which took more of the processor than any other step of an intake.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _positions;

    /// <param name="connection">An open connection. The statement must be disposed before the connection is closed.</param>
    /// <param name="sql">One statement.</param>
    /// <param name="parameters">The names of its parameters, in the order of their values.</param>
    /// <exception cref="SqliteException">The statement is not valid.</exception>
    public SqliteStatement(SqliteConnection connection, string sql, IReadOnlyList<string> parameters)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _positions = [.. parameters.Select(name => raw.sqlite3_bind_parameter_index(_statement, name))];
    }

    /// <summary>Runs the statement to its end.</summary>
    /// <exception cref="SqliteException">The database refuses it.</exception>
    public void Execute(ReadOnlySpan<object> values)
    {
        try
        {
            Bind(values);
            while (Step()) { }
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs the statement and returns its first row: numbers, texts, bytes and nulls. Returns null when there is none.</summary>
    /// <exception cref="SqliteException">The database refuses it.</exception>
    public object?[]? ReadFirstRow(ReadOnlySpan<object> values)
    {
        try
        {
            Bind(values);
            return Step() ? ReadRow() : null;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs the statement and returns all its rows.</summary>
    /// <exception cref="SqliteException">The database refuses it.</exception>
    public IReadOnlyList<object?[]> ReadRows(ReadOnlySpan<object> values)
    {
        try
        {
            var rows = new List<object?[]>();
            Bind(values);
            while (Step()) rows.Add(ReadRow());
            return rows;
        }
        finally
        {
            Reset();
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) Check(Bind(_positions[i], values[i]));
    }

    private int Bind(int position, object value) => value switch
    {
        DBNull => raw.sqlite3_bind_null(_statement, position),
        string text => raw.sqlite3_bind_text(_statement, position, text),
        long number => raw.sqlite3_bind_int64(_statement, position, number),
        int number => raw.sqlite3_bind_int64(_statement, position, number),
        bool flag => raw.sqlite3_bind_int64(_statement, position, flag ? 1 : 0),
        DateOnly day => raw.sqlite3_bind_text(_statement, position, day.ToString("O", CultureInfo.InvariantCulture)),
        double number => raw.sqlite3_bind_double(_statement, position, number),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, position, 0), // An empty array alone would be stored as NULL.
        byte[] bytes => raw.sqlite3_bind_blob(_statement, position, bytes),
        _ => throw new NotSupportedException($"SQLite stores no {value.GetType().Name}."),
    };

    private bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        Check(code);
        return code == raw.SQLITE_ROW;
    }

    private object?[] ReadRow()
    {
        var row = new object?[raw.sqlite3_column_count(_statement)];
        for (var i = 0; i < row.Length; i++) row[i] = ReadColumn(i);
        return row;
    }

    private object? ReadColumn(int column) => raw.sqlite3_column_type(_statement, column) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(_statement, column),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(_statement, column),
        raw.SQLITE_TEXT => raw.sqlite3_column_text(_statement, column).utf8_to_string(),
        raw.SQLITE_BLOB => raw.sqlite3_column_blob(_statement, column).ToArray(),
        _ => null,
    };

    // An open statement would hold its transaction, and the values that were bound their memory.
    private void Reset()
    {
        raw.sqlite3_reset(_statement);
        raw.sqlite3_clear_bindings(_statement);
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
