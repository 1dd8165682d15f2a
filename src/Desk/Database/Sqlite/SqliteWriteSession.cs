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
    private readonly Dictionary<(Type Row, OnConflict Rule, UInt128 Filled), SqliteStatement> _inserts = [];
    private readonly Dictionary<string, SqliteStatement> _statements = [];
    private object[] _values = [];

    protected override DbConnection Connection => connection;

    public override void Insert(object row, OnConflict rule = OnConflict.Fail)
    {
        // Half of the columns of a new ticket are empty.
        var table = Statements.GetTable(row.GetType());
        if (_values.Length < table.ColumnCount) _values = new object[table.ColumnCount];
        var (filled, count) = table.ReadFilled(row, _values);
        if (!_inserts.TryGetValue((row.GetType(), rule, filled), out var statement))
        {
            statement = new(connection, table.GetSql(rule, filled), table.GetParameters(filled));
            _inserts[(row.GetType(), rule, filled)] = statement;
        }

        statement.Execute(_values.AsSpan(0, count));
    }

    protected override void InsertPhrase(long messageId, string folded) =>
        Execute("INSERT INTO message_phrases (rowid, words) VALUES (@p0, @p1)", messageId, folded);

    public override void DeletePhrase(long messageId) =>
        Execute("DELETE FROM message_phrases WHERE rowid = @p0", messageId);

    protected override void InsertWords(IReadOnlyCollection<string> words)
    {
        foreach (var word in words) Execute("INSERT OR IGNORE INTO search_words (word) VALUES (@p0)", word);
    }

    protected override string IsUnused =>
        """NOT EXISTS (SELECT 1 FROM message_phrases WHERE message_phrases MATCH '"' || search_words.word || '"')""";

    public override void Execute(string sql, params ReadOnlySpan<object> values) => GetStatement(sql, values.Length).Execute(values);

    public override Task<object?[]?> ReadFirstRowAsync(string sql, CancellationToken cancellation, params ReadOnlySpan<object> values) =>
        Task.FromResult(GetStatement(sql, values.Length).ReadFirstRow(values));

    public override Task FlushAsync(CancellationToken cancellation) => Task.CompletedTask;

    protected override void Flush() { }

    protected override async Task OpenAsync(CancellationToken cancellation)
    {
        DisposeStatements();
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
        foreach (var row in GetStatement("SELECT Name, Next FROM counters", 0).ReadRows([])) TakeCounter((string)row[0]!, (long)row[1]!);
        return Task.CompletedTask;
    }

    protected override Task WriteCountersAsync(CancellationToken cancellation)
    {
        Counters[SequenceCounter.Commits] = Counters.GetValueOrDefault(SequenceCounter.Commits) + 1;
        foreach (var (name, next) in MovedCounters)
            Execute("UPDATE counters SET Next = @p0 WHERE Name = @p1", next, name);
        return Task.CompletedTask;
    }

    // SQLite serves one node, so there is nobody to tell.
    protected override void Announce(CommittedChanges changes) { }

    protected override void OnCommitted() => mark.Write(Counters[SequenceCounter.Commits]);

    protected override void DiscardPending() { }

    public override async ValueTask DisposeAsync()
    {
        DisposeStatements();
        await base.DisposeAsync();
    }

    private SqliteStatement GetStatement(string sql, int values)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements[sql] = statement = new(connection, sql, [.. Enumerable.Range(0, values).Select(i => "@p" + i)]);
        return statement;
    }

    private void DisposeStatements()
    {
        foreach (var statement in _inserts.Values.Concat(_statements.Values)) statement.Dispose();
        _inserts.Clear();
        _statements.Clear();
    }
}
