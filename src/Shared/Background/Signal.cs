using System.Threading.Channels;

namespace EcomCenter.Background;

/// <summary>A signal for one waiting loop. It can be set at any time and stays set until the loop waits for it.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> _set = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => _set.Writer.TryWrite(true);

    public async Task WaitAsync(DateTimeOffset until, TimeProvider time, CancellationToken cancellation)
    {
        var remaining = until - time.GetUtcNow();
        using var timeout = new CancellationTokenSource(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        // The time may have passed between reading the clock and arming the timer.
        if (time.GetUtcNow() >= until) return;
        try
        {
            await _set.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time is up without a signal: the caller checks anyway.
        }
    }
}
