using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Promise;

namespace EcomCenter.Desk.Database;

/// <summary>The transactions of the writer on its session, which it opens again after a failure of the connection.</summary>
internal sealed partial class WriteTransactions(Func<WriteSession> open, OutboxHandover? handover, ChangeFeed feed, TimeProvider time,
    HostClock clock, DatabaseOutage outage, ILogger<DeskWriter> log) : IAsyncDisposable
{
    private WriteSession? _session;
    private long _writtenCommands;

    /// <summary>The number of commands whose writes are durable, since the start.</summary>
    public long WrittenCommands => Interlocked.Read(ref _writtenCommands);

    /// <summary>
    /// Runs the commands in one transaction. Returns why nothing was written; null when all of it is durable and everybody was told.
    /// </summary>
    public async Task<Exception?> TryRunAsync(IReadOnlyList<WriteCommand> batch)
    {
        var units = new List<WriteUnit>(batch.Count);
        CommittedChanges changes;
        try
        {
            _session ??= open();
            await _session.BeginAsync(CancellationToken.None);
            foreach (var command in batch) await RunCommandAsync(command, units);
            changes = CollectChanges(units);
            await _session.CommitAsync(changes, CancellationToken.None);
        }
        catch (Exception e)
        {
            // Whatever a command of the batch throws, the transaction must not be left open.
            return await RollBackAsync(e, units);
        }

        await ReleaseUnitsAsync(units);
        Interlocked.Add(ref _writtenCommands, batch.Count);
        foreach (var command in batch) command.Succeed();
        feed.PublishOwnCommit(changes);
        foreach (var action in units.SelectMany(u => u.AfterCommits)) action();
        return null;
    }

    /// <summary>Closes the connection, once however often it is called.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _session, null) is { } session) await session.DisposeAsync();
    }

    private async Task RunCommandAsync(WriteCommand command, List<WriteUnit> units)
    {
        var now = time.Now();
        var unit = new WriteUnit(_session!, handover, now, isClockDoubted: !clock.MayJudge(now));
        units.Add(unit);
        await command.RunAsync(unit);
        await unit.SaveAsync(CancellationToken.None);
    }

    private async Task<Exception> RollBackAsync(Exception e, List<WriteUnit> units)
    {
        var isDatabaseFailure = outage.TryReport(e);
        try
        {
            await ReleaseUnitsAsync(units);
            if (_session is not null) await _session.RollbackAsync();
        }
        catch (Exception rollbackFailure)
        {
            // The connection itself is broken: the next batch opens a new one.
            if (!isDatabaseFailure) LogSessionLost(log, rollbackFailure);
            await DiscardSessionAsync();
        }

        return isDatabaseFailure ? new StorageUnavailableException(e) : e;
    }

    // Even a broken connection must be disposed of, or it keeps its place in the pool for ever.
    private async Task DiscardSessionAsync()
    {
        if (_session is not { } broken) return;
        _session = null;
        await broken.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static CommittedChanges CollectChanges(List<WriteUnit> units) => new(
        [.. units.SelectMany(u => u.Changes)], [.. units.SelectMany(u => u.ChatChanges)],
        new(units.Exists(u => u.HasQueuedMessages), units.Exists(u => u.HasPendingFiles),
            [.. units.SelectMany(u => u.Inboxes).Distinct()]));

    private static async Task ReleaseUnitsAsync(List<WriteUnit> units)
    {
        foreach (var unit in units) await unit.ReleaseAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The writer lost its database connection and will open a new one.")]
    private static partial void LogSessionLost(ILogger log, Exception e);
}
