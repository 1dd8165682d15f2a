using System.Threading.Channels;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Promise;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The only writer of a node. Commands wait in a bounded queue. Up to 64 waiting commands share one transaction and one fsync, and complete
/// after the commit. When one of them throws, the batch is rolled back and each command runs alone, so that only the faulty one fails.
/// </summary>
public sealed partial class DeskWriter : BackgroundService
{
    private const int MaxBatchSize = 64, MaxQueued = 1024;

    private readonly Channel<Command> _queue = System.Threading.Channels.Channel.CreateBounded<Command>(
        new BoundedChannelOptions(MaxQueued) { SingleReader = true });

    private readonly Func<WriteSession> _openSession;
    private readonly OutboxHandover? _handover;
    private readonly ChangeFeed _feed;
    private readonly TimeProvider _time;
    private readonly HostClock _clock;
    private readonly ILogger<DeskWriter> _log;
    private WriteSession? _session;
    private long _writtenCommands;

    /// <param name="handover">Null in a program that sends nothing.</param>
    internal DeskWriter(
        Func<WriteSession> open, OutboxHandover? handover, ChangeFeed feed, TimeProvider time, HostClock clock, ILogger<DeskWriter> log) =>
        (_openSession, _handover, _feed, _time, _clock, _log) = (open, handover, feed, time, clock, log);

    /// <summary>The number of commands whose writes are durable, since the start.</summary>
    internal long WrittenCommands => Interlocked.Read(ref _writtenCommands);

    /// <summary>Runs the command in the next batch. When the task completes, its writes are durable.</summary>
    /// <exception cref="StorageUnavailableException">
    /// The disk is full or broken, or the database is locked or unreachable: nothing was written.
    /// </exception>
    public async Task<T> WriteAsync<T>(Func<WriteUnit, Task<T>> command, CancellationToken cancellation = default)
    {
        var item = new Command<T>(command, cancellation);
        await _queue.Writer.WriteAsync(item, cancellation);
        return await item.Done;
    }

    public Task WriteAsync(Func<WriteUnit, Task> command, CancellationToken cancellation = default) =>
        WriteAsync(async unit =>
        {
            await command(unit);
            return true;
        }, cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var batch = new List<Command>(MaxBatchSize);
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < MaxBatchSize && _queue.Reader.TryRead(out var command))
                if (!command.GaveUp) batch.Add(command);
            await RunBatchAsync(batch);
            batch.Clear();
        }
    }

    /// <summary>Writes all queued commands before the program ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
        if (_session is not null) await _session.DisposeAsync();
    }

    private async Task RunBatchAsync(List<Command> batch)
    {
        if (batch.Count == 0) return;
        if (await TryRunBatchAsync(batch) is not { } failure) return;
        if (batch.Count == 1 || failure is StorageUnavailableException)
        {
            foreach (var command in batch) command.Fail(failure);
            return;
        }

        foreach (var command in batch)
            if (await TryRunBatchAsync([command]) is { } failureAlone) command.Fail(failureAlone);
    }

    private async Task<Exception?> TryRunBatchAsync(IReadOnlyList<Command> batch)
    {
        var units = new List<WriteUnit>(batch.Count);
        CommittedChanges changes;
        try
        {
            _session ??= _openSession();
            await _session.BeginAsync(CancellationToken.None);
            foreach (var command in batch) await RunCommandAsync(command, units);
            changes = CollectChanges(units);
            await _session.CommitAsync(changes, CancellationToken.None);
        }
        catch (Exception e)
        {
            return await RollBackAsync(e, units);
        }

        await ReleaseUnitsAsync(units);
        Interlocked.Add(ref _writtenCommands, batch.Count);
        foreach (var command in batch) command.Succeed();
        _feed.PublishOwnCommit(changes);
        foreach (var action in units.SelectMany(u => u.AfterCommits)) action();
        return null;
    }

    private async Task RunCommandAsync(Command command, List<WriteUnit> units)
    {
        var now = _time.Now();
        var unit = new WriteUnit(_session!, _handover, now, isClockDoubted: !_clock.MayJudge(now));
        units.Add(unit);
        await command.RunAsync(unit);
        await unit.SaveAsync(CancellationToken.None);
    }

    private async Task<Exception> RollBackAsync(Exception e, List<WriteUnit> units)
    {
        var isDatabaseFailure = _session?.IsDatabaseFailure(e.InnerException ?? e) == true
            || _session?.IsDatabaseFailure(e) == true;
        try
        {
            await ReleaseUnitsAsync(units);
            if (_session is not null) await _session.RollbackAsync();
        }
        catch (Exception rollbackFailure)
        {
            // The connection itself is broken: the next batch opens a new one.
            LogSessionLost(_log, rollbackFailure);
            _session = null;
        }

        if (!isDatabaseFailure) return e;
        LogBatchFailed(_log, e);
        return new StorageUnavailableException(e);
    }

    private static CommittedChanges CollectChanges(List<WriteUnit> units) => new(
        [.. units.SelectMany(u => u.Changes)], [.. units.SelectMany(u => u.ChatChanges)],
        new(units.Exists(u => u.HasQueuedMessages), units.Exists(u => u.HasPendingFiles),
            [.. units.SelectMany(u => u.Inboxes).Distinct()]));

    private static async Task ReleaseUnitsAsync(List<WriteUnit> units)
    {
        foreach (var unit in units) await unit.ReleaseAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The database could not be written; the batch was rolled back.")]
    private static partial void LogBatchFailed(ILogger log, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "The writer lost its database connection and will open a new one.")]
    private static partial void LogSessionLost(ILogger log, Exception e);

    private abstract class Command
    {
        public abstract bool GaveUp { get; }

        public abstract Task RunAsync(WriteUnit unit);

        public abstract void Succeed();

        public abstract void Fail(Exception e);
    }

    private sealed class Command<T>(Func<WriteUnit, Task<T>> command, CancellationToken cancellation) : Command
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Done => _done.Task;

        public override bool GaveUp => cancellation.IsCancellationRequested && _done.TrySetCanceled(cancellation);

        public override async Task RunAsync(WriteUnit unit) => _result = await command(unit);

        public override void Succeed() => _done.SetResult(_result!);

        public override void Fail(Exception e) => _done.TrySetException(e);
    }
}

/// <summary>The disk is full or broken, or the database is locked or unreachable. Nothing was written; the caller may try again.</summary>
public sealed class StorageUnavailableException(Exception inner) : Exception("The database could not be written.", inner);

public static class MillisecondTime
{
    /// <summary>The current time in whole milliseconds, equal to the value that the database gives back.</summary>
    public static DateTimeOffset Now(this TimeProvider time) => time.GetUtcNow().TruncateToMilliseconds();

    public static DateTimeOffset TruncateToMilliseconds(this DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
