namespace EcomCenter.Desk.Commands;

/// <summary>
/// Disposes of the application at the end of the program, but waits only briefly: connections to a database that hangs would hold it up,
/// and the process gives them back anyway.
/// </summary>
internal sealed class BoundedDisposal(WebApplication app) : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    public async ValueTask DisposeAsync() => await Task.WhenAny(Task.Run(async () => await app.DisposeAsync()), Task.Delay(Timeout));
}
