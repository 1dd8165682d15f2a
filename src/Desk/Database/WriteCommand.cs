namespace EcomCenter.Desk.Database;

/// <summary>A command that waits in the queue of the writer.</summary>
internal abstract class WriteCommand
{
    /// <summary>True if the caller gave up before the command was run; the caller is told at once.</summary>
    public abstract bool GaveUp { get; }

    public abstract Task RunAsync(WriteUnit unit);

    public abstract void Succeed();

    public abstract void Fail(Exception e);
}

/// <inheritdoc/>
internal sealed class WriteCommand<T>(Func<WriteUnit, Task<T>> command, CancellationToken cancellation) : WriteCommand
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Done => _done.Task;

    public override bool GaveUp => cancellation.IsCancellationRequested && _done.TrySetCanceled(cancellation);

    public override async Task RunAsync(WriteUnit unit) => _result = await command(unit);

    public override void Succeed() => _done.SetResult(_result!);

    public override void Fail(Exception e) => _done.TrySetException(e);
}
