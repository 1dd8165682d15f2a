using System.Threading.Channels;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Promise;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The only writer of a node. Commands wait in a bounded queue. Up to 64 waiting commands share one transaction and one fsync, and complete
/// after the commit. When one of them throws, the batch is rolled back and each command runs alone, so that only the faulty one fails.
/// </summary>
public sealed class DeskWriter : BackgroundService, IHostedLifecycleService
{
    private const int MaxBatchSize = 64, MaxQueued = 1024;

    /// <summary>The time for the writes that are left when the program stops. A database that hangs would take longer.</summary>
    private static readonly TimeSpan LastWritesTimeout = TimeSpan.FromSeconds(2);

    private readonly Channel<WriteCommand> _queue = System.Threading.Channels.Channel.CreateBounded<WriteCommand>(
        new BoundedChannelOptions(MaxQueued) { SingleReader = true });

    private readonly WriteTransactions _transactions;
    private readonly List<Func<Task>> _lastWrites = [];

    /// <param name="handover">Null in a program that sends nothing.</param>
    internal DeskWriter(Func<WriteSession> open, OutboxHandover? handover, ChangeFeed feed, TimeProvider time, HostClock clock,
        DatabaseOutage outage, ILogger<DeskWriter> log) =>
        _transactions = new(open, handover, feed, time, clock, outage, log);

    /// <summary>The number of commands whose writes are durable, since the start.</summary>
    internal long WrittenCommands => _transactions.WrittenCommands;

    /// <summary>Runs the command in the next batch. When the task completes, its writes are durable.</summary>
    /// <exception cref="StorageUnavailableException">
    /// The disk is full or broken, the database is locked or unreachable, or the program has stopped.
    /// </exception>
    public async Task<T> WriteAsync<T>(Func<WriteUnit, Task<T>> command, CancellationToken cancellation = default)
    {
        var item = new WriteCommand<T>(command, cancellation);
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
        var batch = new List<WriteCommand>(MaxBatchSize);
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
        if (ExecuteTask is { IsCompleted: true }) await _transactions.DisposeAsync();
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

    private async Task RunBatchAsync(List<WriteCommand> batch)
    {
        if (batch.Count == 0) return;
        if (await _transactions.TryRunAsync(batch) is not { } failure) return;
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
                if (await _transactions.TryRunAsync([command]) is { } failureAlone) command.Fail(failureAlone);
        }
    }

    // Those who have waited behind a database that hangs must not wait for one more timeout each.
    private void FailQueued(Exception failure)
    {
        for (var left = _queue.Reader.Count; left > 0 && _queue.Reader.TryRead(out var command); left--) command.Fail(failure);
    }
}
