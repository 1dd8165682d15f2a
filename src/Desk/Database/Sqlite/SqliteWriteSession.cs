using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database.Sqlite;

/// <summary>
/// The write session on SQLite. Prepared statements run at once: SQLite runs in this process, so batching would save no round trip.
/// </summary>
internal sealed class SqliteWriteSession(
    SqliteConnection connection, CommitMark mark, IDbContextFactory<DeskDb> contexts, GeneratedStatements statements)
    : WriteSession(contexts, statements)
{
    private readonly Dictionary<(Type Row, OnConflict Rule, UInt128 Filled), SqliteCommand> _prepared = [];
    private object[] _values = [];
    private readonly Dictionary<string, SqliteCommand> _statements = [];

    protected override DbConnection Connection => connection;

    public override void Insert(object row, OnConflict rule = OnConflict.Fail)
    {
        // Half of the columns of a new ticket are empty, and each parameter costs a look-up by its name.
        var table = Statements.GetTable(row.GetType());
        if (_values.Length < table.ColumnCount) _values = new object[table.ColumnCount];
        var filled = table.ReadFilled(row, _values);
        if (!_prepared.TryGetValue((row.GetType(), rule, filled), out var command))
        {
            _prepared[(row.GetType(), rule, filled)] = command = connection.CreateCommand();
            command.CommandText = table.GetSql(rule, filled);
            table.AddParameters(command, filled);
        }

        for (var i = 0; i < command.Parameters.Count; i++) command.Parameters[i].Value = _values[i];
        Execute(command);
    }

    protected override void InsertPhrase(long messageId, string folded) =>
        Execute(PrepareStatement("INSERT INTO message_phrases (rowid, words) VALUES (@p0, @p1)", messageId, folded));

    public override void DeletePhrase(long messageId) =>
        Execute(PrepareStatement("DELETE FROM message_phrases WHERE rowid = @p0", messageId));

    protected override void InsertWords(IReadOnlyCollection<string> words)
    {
        foreach (var word in words) Execute(PrepareStatement("INSERT OR IGNORE INTO search_words (word) VALUES (@p0)", word));
    }

    protected override string IsUnused =>
        """NOT EXISTS (SELECT 1 FROM message_phrases WHERE message_phrases MATCH '"' || search_words.word || '"')""";

    public override void Execute(string sql, params ReadOnlySpan<object> values) => Execute(PrepareStatement(sql, values));

    public override Task<object?[]?> ReadFirstRowAsync(string sql, CancellationToken cancellation, params ReadOnlySpan<object> values)
    {
        var command = PrepareStatement(sql, values);
        command.Transaction = (SqliteTransaction)Transaction;
        using var reader = command.ExecuteReader();
        return Task.FromResult(reader.Read() ? ReadRow(reader) : null);
    }

    public override Task FlushAsync(CancellationToken cancellation) => Task.CompletedTask;

    protected override void Flush() { }

    protected override async Task OpenAsync(CancellationToken cancellation)
    {
        await connection.OpenAsync(cancellation);
        SqlitePragmas.Apply(connection);
        SqliteBusyWait.InstallShort(connection);
        using var command = connection.CreateCommand();
        command.CommandText = $"INSERT OR IGNORE INTO counters (Name, Next) VALUES ('{SequenceCounter.Commits}', 0)";
        command.ExecuteNonQuery();
    }

    protected override ValueTask<DbTransaction> BeginTransactionAsync(CancellationToken cancellation) =>
        ValueTask.FromResult<DbTransaction>(connection.BeginTransaction(deferred: false));

    protected override Task ReadCountersAsync(CancellationToken cancellation)
    {
        var command = PrepareStatement("SELECT Name, Next FROM counters");
        command.Transaction = (SqliteTransaction)Transaction;
        using var reader = command.ExecuteReader();
        while (reader.Read()) TakeCounter(reader);
        return Task.CompletedTask;
    }

    protected override Task WriteCountersAsync(CancellationToken cancellation)
    {
        Counters[SequenceCounter.Commits] = Counters.GetValueOrDefault(SequenceCounter.Commits) + 1;
        foreach (var (name, next) in MovedCounters)
            Execute(PrepareStatement("UPDATE counters SET Next = @p0 WHERE Name = @p1", next, name));
        return Task.CompletedTask;
    }

    // SQLite serves one node, so there is nobody to tell.
    protected override void Announce(CommittedChanges changes) { }

    protected override void OnCommitted() => mark.Write(Counters[SequenceCounter.Commits]);

    protected override void DiscardPending() { }

    private void Execute(SqliteCommand command)
    {
        command.Transaction = (SqliteTransaction)Transaction;
        command.ExecuteNonQuery();
    }

    private SqliteCommand PrepareStatement(string sql, params ReadOnlySpan<object> values)
    {
        if (!_statements.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++) command.Parameters.Add(new() { ParameterName = "@p" + i });
            _statements[sql] = command;
        }

        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command;
    }
}
