using Microsoft.Extensions.Hosting;

namespace EcomCenter.Desk.Commands;

/// <summary>
/// Ends the process if it has not ended in time after the signal to stop. What was acknowledged is durable then; everything else was
/// not acknowledged. A thread of its own watches the time, because the threads of the pool may be what hangs.
/// </summary>
internal sealed partial class ShutdownDeadline : IDisposable
{
    private const int StopThreads = 64;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(9), LogFlushTime = TimeSpan.FromMilliseconds(200);

    private readonly TaskCompletionSource _hasEnded = new();

    public void Watch(WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILogger<ShutdownDeadline>>();
        app.Lifetime.ApplicationStopping.Register(() =>
        {
            new Thread(() => EndLateProcess(log)) { IsBackground = true }.Start();
            // Cancelled database commands may each block a thread of the pool. Others must be there to end the rest.
            ThreadPool.GetMinThreads(out _, out var completionPorts);
            ThreadPool.SetMinThreads(StopThreads, completionPorts);
        });
    }

    /// <summary>The program has stopped and the deadline no longer counts. The process may go on with something else.</summary>
    public void Dispose() => _hasEnded.TrySetResult();

    private void EndLateProcess(ILogger log)
    {
        if (_hasEnded.Task.Wait(Timeout)) return;
        LogLate(log, (int)Timeout.TotalSeconds);
        // The console logger writes on a thread of its own.
        Thread.Sleep(LogFlushTime);
        Environment.Exit(1);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The program did not stop within {Seconds} s and is ended now. "
        + "Nothing that was acknowledged is lost")]
    private static partial void LogLate(ILogger log, int seconds);
}
