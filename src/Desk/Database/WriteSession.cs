using System.Data.Common;
using EcomCenter.Desk.Database.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EcomCenter.Desk.Database;

/// <summary>The writer's connection. It has one transaction at a time, shared by EF and the generated INSERTs.</summary>
internal abstract class WriteSession(IDbContextFactory<DeskDb> contexts, GeneratedStatements statements) : IAsyncDisposable
{
    private readonly Dictionary<string, long> _storedCounters = [];
    private readonly KnownWords _words = new();
    private DbTransaction? _transaction;

    protected GeneratedStatements Statements { get; } = statements;

    protected abstract DbConnection Connection { get; }

    protected DbTransaction Transaction => _transaction ?? throw new InvalidOperationException("No transaction is open.");

    /// <summary>The counters as of the open transaction.</summary>
    public Dictionary<string, long> Counters { get; } = [];

    /// <summary>The counters that the open transaction moved on. Most commits move few of them, so that only these are written.</summary>
    protected IEnumerable<KeyValuePair<string, long>> MovedCounters =>
        Counters.Where(counter => !_storedCounters.TryGetValue(counter.Key, out var stored) || stored != counter.Value);

    /// <summary>The changes of the open transaction to the kept numbers.</summary>
    public KeptNumberChanges KeptNumbers { get; } = new();

    public async Task BeginAsync(CancellationToken cancellation)
    {
        KeptNumbers.Clear();
        if (Connection.State is not System.Data.ConnectionState.Open) await OpenAsync(cancellation);
        _transaction = await BeginTransactionAsync(cancellation);
        await ReadCountersAsync(cancellation);
        _words.Begin(Counters.GetValueOrDefault(SequenceCounter.ForgottenWords));
    }

    /// <summary>Returns an EF context on this connection and transaction; the caller disposes it.</summary>
    public DeskDb RentContext()
    {
        // The context must see the rows of earlier commands in the batch.
        Flush();
        var db = contexts.CreateDbContext();
        db.Database.AutoSavepointsEnabled = false;
        db.Database.UseTransaction(Transaction);
        return db;
    }

    /// <summary>Writes a row through its generated INSERT, now or with the next <see cref="FlushAsync"/>.</summary>
    public abstract void Insert(object row, OnConflict rule = OnConflict.Fail);

    /// <summary>Reads the columns of a stored row before it is changed.</summary>
    public object[] ReadColumns(object row) => Statements.GetTable(row.GetType()).ReadAll(row);

    /// <summary>Writes the columns of a row that differ from what they were, now or with the next <see cref="FlushAsync"/>.</summary>
    public void Update(object row, object[] before)
    {
        if (Statements.GetTable(row.GetType()).FindUpdate(row, before) is { } update) Execute(update.Sql, update.Values);
    }

    /// <summary>Runs SQL that both databases understand, now or with the next <see cref="FlushAsync"/>.</summary>
    public abstract void Execute(string sql, params ReadOnlySpan<object> values);

    /// <summary>Adds a folded text to the phrase index, and its words to the index of words.</summary>
    public void AddPhrase(long messageId, string folded)
    {
        InsertPhrase(messageId, folded);
        _words.Add(folded);
    }

    protected abstract void InsertPhrase(long messageId, string folded);

    public abstract void DeletePhrase(long messageId);

    /// <summary>Adds words to the index of words, unless they are in it.</summary>
    protected abstract void InsertWords(IReadOnlyCollection<string> words);

    /// <summary>The SQL condition for a word of the index of words that no message has any longer.</summary>
    protected abstract string IsUnused { get; }

    /// <summary>
    /// Removes the next words that no message has any longer from the index of words: what is erased must not stay there.
    /// </summary>
    /// <returns>The position after which to go on; null at the end.</returns>
    public async Task<long?> ForgetUnusedWordsAsync(long after, int count, CancellationToken cancellation)
    {
        var last = await ReadFirstRowAsync(
            $"SELECT max(id) FROM (SELECT id FROM search_words WHERE id > @p0 ORDER BY id LIMIT {count}) w", cancellation, after);
        if (last is not [long until]) return null;
        var removed = await ReadFirstRowAsync(
            $"DELETE FROM search_words WHERE id > @p0 AND id <= @p1 AND {IsUnused} RETURNING id", cancellation, after, until);
        if (removed is null) return until;
        Counters[SequenceCounter.ForgottenWords]++;
        _words.Forget();
        return until;
    }

    /// <summary>Runs SQL that both databases understand and returns the first row; null when there is none.</summary>
    public abstract Task<object?[]?> ReadFirstRowAsync(string sql, CancellationToken cancellation, params ReadOnlySpan<object> values);

    public abstract Task FlushAsync(CancellationToken cancellation);

    protected abstract void Flush();

    /// <summary>Commits, and announces the changes to other nodes in the same transaction.</summary>
    public async Task CommitAsync(CommittedChanges changes, CancellationToken cancellation)
    {
        KeptNumbers.Write(this);
        if (_words.New.Count > 0) InsertWords(_words.New);
        if (!changes.IsEmpty) Announce(changes);
        await WriteCountersAsync(cancellation);
        await Transaction.CommitAsync(cancellation);
        await EndTransactionAsync();
        _words.Keep();
        OnCommitted();
    }

    public async Task RollbackAsync()
    {
        DiscardPending();
        if (_transaction is null) return;
        try
        {
            await _transaction.RollbackAsync();
        }
        finally
        {
            await EndTransactionAsync();
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        try
        {
            await RollbackAsync();
        }
        finally
        {
            await Connection.DisposeAsync();
        }
    }

    protected void TakeCounter(string name, long next) => Counters[name] = _storedCounters[name] = next;

    protected abstract Task OpenAsync(CancellationToken cancellation);

    protected abstract ValueTask<DbTransaction> BeginTransactionAsync(CancellationToken cancellation);

    protected abstract Task ReadCountersAsync(CancellationToken cancellation);

    protected abstract Task WriteCountersAsync(CancellationToken cancellation);

    protected abstract void Announce(CommittedChanges changes);

    /// <summary>Runs when the transaction is durable. It must not throw.</summary>
    protected virtual void OnCommitted() { }

    /// <summary>Discards rows that were not flushed.</summary>
    protected abstract void DiscardPending();

    private async Task EndTransactionAsync()
    {
        var ended = _transaction;
        _transaction = null;
        if (ended is not null) await ended.DisposeAsync();
    }
}
