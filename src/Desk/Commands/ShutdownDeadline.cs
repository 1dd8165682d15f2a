using Microsoft.Extensions.Hosting;

namespace EcomCenter.Desk.Commands;

/// <summary>
/// Ends the process if it has not ended in time after the signal to stop. What was acknowledged is durable then; everything else was
/// not acknowledged. A thread of its own watches the time, because the threads of the pool may be what hangs.
/// </summary>
internal sealed partial class ShutdownDeadline(ILogger<ShutdownDeadline> log)
{
    private const int StopThreads = 64;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(9), LogFlushTime = TimeSpan.FromMilliseconds(200);

    public static void Watch(WebApplication app)
    {
        var deadline = new ShutdownDeadline(app.Services.GetRequiredService<ILogger<ShutdownDeadline>>());
        app.Lifetime.ApplicationStopping.Register(() =>
        {
            new Thread(deadline.EndLateProcess) { IsBackground = true }.Start();
            // Cancelled database commands may each block a thread of the pool. Others must be there to end the rest.
            ThreadPool.GetMinThreads(out _, out var completionPorts);
            ThreadPool.SetMinThreads(StopThreads, completionPorts);
        });
    }

    private void EndLateProcess()
    {
        Thread.Sleep(Timeout);
        LogLate((int)Timeout.TotalSeconds);
        // The console logger writes on a thread of its own.
        Thread.Sleep(LogFlushTime);
        Environment.Exit(1);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The program did not stop within {Seconds} s and is ended now. "
        + "Nothing that was acknowledged is lost")]
    private partial void LogLate(int seconds);
}
