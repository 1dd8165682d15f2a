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
public sealed partial class DeskWriter : BackgroundService, IHostedLifecycleService
{
    private const int MaxBatchSize = 64, MaxQueued = 1024;

    /// <summary>The time for the writes that are left when the program stops. A database that hangs would take longer.</summary>
    private static readonly TimeSpan LastWritesTimeout = TimeSpan.FromSeconds(2);

    private readonly Channel<Command> _queue = System.Threading.Channels.Channel.CreateBounded<Command>(
        new BoundedChannelOptions(MaxQueued) { SingleReader = true });

    private readonly Func<WriteSession> _openSession;
    private readonly OutboxHandover? _handover;
    private readonly ChangeFeed _feed;
    private readonly TimeProvider _time;
    private readonly HostClock _clock;
    private readonly DatabaseOutage _outage;
    private readonly ILogger<DeskWriter> _log;
    private readonly List<Func<Task>> _lastWrites = [];
    private WriteSession? _session;
    private long _writtenCommands;

    /// <param name="handover">Null in a program that sends nothing.</param>
    internal DeskWriter(Func<WriteSession> open, OutboxHandover? handover, ChangeFeed feed, TimeProvider time, HostClock clock,
        DatabaseOutage outage, ILogger<DeskWriter> log) =>
        (_openSession, _handover, _feed, _time, _clock, _outage, _log) = (open, handover, feed, time, clock, outage, log);

    /// <summary>The number of commands whose writes are durable, since the start.</summary>
    internal long WrittenCommands => Interlocked.Read(ref _writtenCommands);

    /// <summary>Runs the command in the next batch. When the task completes, its writes are durable.</summary>
    /// <exception cref="StorageUnavailableException">
    /// The disk is full or broken, the database is locked or unreachable, or the program has stopped.
    /// </exception>
    public async Task<T> WriteAsync<T>(Func<WriteUnit, Task<T>> command, CancellationToken cancellation = default)
    {
        var item = new Command<T>(command, cancellation);
        try
        {
            await _queue.Writer.WriteAsync(item, cancellation);
        }
        catch (ChannelClosedException stopped)
        {
            throw new StorageUnavailableException(stopped);
        }

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

    /// <summary>Registers a write to make when everything else has stopped. Its failure is ignored.</summary>
    public void AddLastWrite(Func<Task> write) => _lastWrites.Add(write);

    /// <summary>Does nothing yet, because the other services write their last results while they stop.</summary>
    public override Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Makes the last writes and all queued ones, within a time of its own: services that hung may have used up the time of the host.
    /// </summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(FinishAsync(), Task.Delay(LastWritesTimeout, CancellationToken.None));
        // A host may be stopped twice at once: by a signal, and by whoever started it.
        if (ExecuteTask is { IsCompleted: true } && Interlocked.Exchange(ref _session, null) is { } session) await session.DisposeAsync();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task FinishAsync()
    {
        await Task.WhenAll(_lastWrites.Select(write => write())).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } running) await running;
    }

    private async Task RunBatchAsync(List<Command> batch)
    {
        if (batch.Count == 0) return;
        if (await TryRunBatchAsync(batch) is not { } failure) return;
        if (failure is StorageUnavailableException)
        {
            foreach (var command in batch) command.Fail(failure);
            FailQueued(failure);
        }
        else if (batch.Count == 1)
        {
            batch[0].Fail(failure);
        }
        else
        {
            foreach (var command in batch)
                if (await TryRunBatchAsync([command]) is { } failureAlone) command.Fail(failureAlone);
        }
    }

    // Those who have waited behind a database that hangs must not wait for one more timeout each.
    private void FailQueued(Exception failure)
    {
        for (var left = _queue.Reader.Count; left > 0 && _queue.Reader.TryRead(out var command); left--) command.Fail(failure);
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
            // Whatever a command of the batch throws, the transaction must not be left open.
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
        var isDatabaseFailure = _outage.TryReport(e);
        try
        {
            await ReleaseUnitsAsync(units);
            if (_session is not null) await _session.RollbackAsync();
        }
        catch (Exception rollbackFailure)
        {
            // The connection itself is broken: the next batch opens a new one.
            if (!isDatabaseFailure) LogSessionLost(_log, rollbackFailure);
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

/// <summary>
/// The disk is full or broken, the database is locked or unreachable, or the program has stopped. Nothing was written, unless PostgreSQL's
/// answer to a commit was lost; the caller may try again with the same key.
/// </summary>
public sealed class StorageUnavailableException(Exception inner) : Exception("The database could not be written.", inner);

public static class MillisecondTime
{
    /// <summary>The current time in whole milliseconds, equal to the value that the database gives back.</summary>
    public static DateTimeOffset Now(this TimeProvider time) => time.GetUtcNow().TruncateToMilliseconds();

    public static DateTimeOffset TruncateToMilliseconds(this DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
