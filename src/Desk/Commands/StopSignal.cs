using System.Runtime.InteropServices;

namespace EcomCenter.Desk.Commands;

/// <summary>
/// Cancels a command at the signal to stop, so that it removes what it has begun. A second signal ends the process at once, and so does
/// the time: a call that hangs must not keep it.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(9);

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;

    public StopSignal() => _signals =
        [PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop), PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop)];

    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        if (_stop.IsCancellationRequested) return;
        signal.Cancel = true;
        new Thread(EndLateProcess) { IsBackground = true }.Start();
        _stop.Cancel();
    }

    private static void EndLateProcess()
    {
        Thread.Sleep(Timeout);
        Environment.Exit(1);
    }
}
