using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EcomCenter.Desk.Database.Postgres;

/// <summary>
/// The write session on PostgreSQL. Commands are collected and sent in one batch, because a round trip costs more than a row.
/// </summary>
internal sealed class PostgresWriteSession(
    NpgsqlConnection connection, NodeName node, ListeningNodes nodes, IDbContextFactory<DeskDb> contexts, GeneratedStatements statements)
    : WriteSession(contexts, statements)
{
    // Sequences must follow the commit order, or readers of the event feed skip rows. The lock admits one writer at a time across all
    // nodes.
    private const long OrderingLock = 0x4445534B;
    private readonly List<NpgsqlBatchCommand> _pending = [];

    protected override DbConnection Connection => connection;

    public override void Insert(object row, OnConflict rule = OnConflict.Fail)
    {
        var table = Statements.GetTable(row.GetType());
        var command = new NpgsqlBatchCommand(table.GetSql(rule));
        foreach (var (parameter, value, _) in table.ReadValues(row)) command.Parameters.Add(new(parameter, value));
        _pending.Add(command);
    }

    protected override void InsertPhrase(long messageId, string folded) =>
        _pending.Add(CreateCommand(
            """INSERT INTO message_phrases ("MessageId", "Words") VALUES (@p0, to_tsvector('simple', @p1))""", messageId, folded));

    public override void DeletePhrase(long messageId) =>
        _pending.Add(CreateCommand("""DELETE FROM message_phrases WHERE "MessageId" = @p0""", messageId));

    protected override void InsertWords(IReadOnlyCollection<string> words) => _pending.Add(CreateCommand(
        "INSERT INTO search_words (word) SELECT unnest(@p0) ON CONFLICT (word) DO NOTHING", [words.ToArray()]));

    protected override string IsUnused =>
        """NOT EXISTS (SELECT 1 FROM message_phrases WHERE "Words" @@ quote_literal(search_words.word)::tsquery)""";

    public override void Execute(string sql, params ReadOnlySpan<object> values) => _pending.Add(CreateCommand(sql, values));

    public override Task<object?[]?> ReadFirstRowAsync(string sql, CancellationToken cancellation, params ReadOnlySpan<object> values)
    {
        _pending.Add(CreateCommand(sql, values));
        return ReadLastRowAsync(cancellation);
    }

    public override async Task FlushAsync(CancellationToken cancellation)
    {
        if (_pending.Count == 0) return;
        await using var batch = TakeBatch();
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    protected override void Flush()
    {
        if (_pending.Count == 0) return;
        using var batch = TakeBatch();
        batch.ExecuteNonQuery();
    }

    protected override Task OpenAsync(CancellationToken cancellation) => connection.OpenAsync(cancellation);

    protected override async ValueTask<DbTransaction> BeginTransactionAsync(CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(cancellation);

    protected override async Task ReadCountersAsync(CancellationToken cancellation)
    {
        // Two statements, because the second must take its snapshot after the first has acquired the lock.
        _pending.Add(CreateCommand("SELECT pg_advisory_xact_lock(@p0)", OrderingLock));
        _pending.Add(CreateCommand("""SELECT "Name", "Next" FROM counters"""));
        await using var batch = TakeBatch();
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) TakeCounter(reader.GetString(0), reader.GetInt64(1));
    }

    protected override Task WriteCountersAsync(CancellationToken cancellation)
    {
        foreach (var (name, next) in MovedCounters)
            _pending.Add(CreateCommand("""UPDATE counters SET "Next" = @p0 WHERE "Name" = @p1""", next, name));
        return FlushAsync(cancellation);
    }

    protected override void Announce(CommittedChanges changes)
    {
        if (!nodes.HasOthers) return;
        var notification = new CommitNotification(node.Value, changes.Work);
        _pending.Add(CreateCommand("SELECT pg_notify(@p0, @p1)", CommitNotification.Channel, notification.ToJson()));
    }

    protected override void DiscardPending() => _pending.Clear();

    private static NpgsqlBatchCommand CreateCommand(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        for (var i = 0; i < values.Length; i++) command.Parameters.Add(new("@p" + i, values[i]));
        return command;
    }

    private async Task<object?[]?> ReadLastRowAsync(CancellationToken cancellation)
    {
        await using var batch = TakeBatch();
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        object?[]? last = null;
        do
        {
            if (await reader.ReadAsync(cancellation)) last = ReadRow(reader);
        }
        while (await reader.NextResultAsync(cancellation));
        return last;
    }

    /// <summary>Reads the current row of a reader.</summary>
    private static object?[] ReadRow(DbDataReader reader)
    {
        var row = new object?[reader.FieldCount];
        for (var i = 0; i < row.Length; i++) row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
        return row;
    }

    private NpgsqlBatch TakeBatch()
    {
        var batch = new NpgsqlBatch(connection, (NpgsqlTransaction)Transaction);
        foreach (var command in _pending) batch.BatchCommands.Add(command);
        _pending.Clear();
        return batch;
    }
}
