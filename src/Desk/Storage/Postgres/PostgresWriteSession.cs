using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EcomCenter.Desk.Storage.Postgres;

/// <summary>
/// The write session on PostgreSQL. Commands are collected and sent in one batch, because a round trip costs more than a row.
/// </summary>
internal sealed class PostgresWriteSession(NpgsqlConnection connection, IDbContextFactory<DeskDb> contexts, GeneratedInserts inserts)
    : WriteSession(contexts, inserts)
{
    // Sequences must follow the commit order, or readers of the event feed skip rows. The lock admits one writer at a time across all
    // nodes.
    private const long OrderingLock = 0x4445534B;
    private readonly List<NpgsqlBatchCommand> _waiting = [];

    protected override DbConnection Connection => connection;

    public override void Insert(object row)
    {
        var plan = Inserts.For(row.GetType());
        var command = new NpgsqlBatchCommand(plan.Sql);
        foreach (var (parameter, value, _) in plan.Values(row)) command.Parameters.Add(new(parameter, value));
        _waiting.Add(command);
    }

    public override void InsertPhrase(long messageId, string folded) =>
        _waiting.Add(Command(
            """INSERT INTO message_phrases ("MessageId", "Words") VALUES (@p0, to_tsvector('simple', @p1))""", messageId, folded));

    public override void DeletePhrase(long messageId) =>
        _waiting.Add(Command("""DELETE FROM message_phrases WHERE "MessageId" = @p0""", messageId));

    public override Task<object?[]?> RowAsync(string sql, CancellationToken cancellation, params ReadOnlySpan<object> values)
    {
        _waiting.Add(Command(sql, values));
        return LastRowAsync(cancellation);
    }

    public override async Task FlushAsync(CancellationToken cancellation)
    {
        if (_waiting.Count == 0) return;
        await using var batch = Batch();
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    protected override void FlushNow()
    {
        if (_waiting.Count == 0) return;
        using var batch = Batch();
        batch.ExecuteNonQuery();
    }

    public override bool IsTroubleOfTheDatabase(Exception e) =>
        e is NpgsqlException and not PostgresException
        || e is PostgresException { SqlState: var state } && (state.StartsWith("53", StringComparison.Ordinal)
            || state.StartsWith("57", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal));

    protected override Task OpenAsync(CancellationToken cancellation) => connection.OpenAsync(cancellation);

    protected override async ValueTask<DbTransaction> BeginTransactionAsync(CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(cancellation);

    protected override async Task ReadCountersAsync(CancellationToken cancellation)
    {
        // Two statements, because the second must take its snapshot after the first has acquired the lock.
        _waiting.Add(Command("SELECT pg_advisory_xact_lock(@p0)", OrderingLock));
        _waiting.Add(Command("""SELECT "Name", "Next" FROM counters"""));
        await using var batch = Batch();
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) Counters[reader.GetString(0)] = reader.GetInt64(1);
    }

    protected override Task WriteCountersAsync(CancellationToken cancellation)
    {
        foreach (var (name, next) in Counters)
            _waiting.Add(Command("""UPDATE counters SET "Next" = @p0 WHERE "Name" = @p1""", next, name));
        return FlushAsync(cancellation);
    }

    protected override void Forget() => _waiting.Clear();

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        for (var i = 0; i < values.Length; i++) command.Parameters.Add(new("@p" + i, values[i]));
        return command;
    }

    private async Task<object?[]?> LastRowAsync(CancellationToken cancellation)
    {
        await using var batch = Batch();
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        object?[]? last = null;
        do
        {
            if (await reader.ReadAsync(cancellation)) last = RowOf(reader);
        }
        while (await reader.NextResultAsync(cancellation));
        return last;
    }

    private NpgsqlBatch Batch()
    {
        var batch = new NpgsqlBatch(connection, (NpgsqlTransaction)Transaction);
        foreach (var command in _waiting) batch.BatchCommands.Add(command);
        _waiting.Clear();
        return batch;
    }
}
