namespace EcomCenter.Background;

/// <summary>
/// Passes a cancellation on by a thread of the pool. Callbacks may block: a database driver, for example, asks the server to cancel its
/// command, and waits for a server that hangs. They must not hold up the caller who cancels, who stops other services next.
/// </summary>
public sealed class DetachedCancellation : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _registration;

    public DetachedCancellation(CancellationToken cancellation) =>
        _registration = cancellation.UnsafeRegister(static source => _ = ((CancellationTokenSource)source!).CancelAsync(), _source);

    public CancellationToken Token => _source.Token;

    // The source is left alone: its callbacks may still run.
    public void Dispose() => _registration.Dispose();
}
