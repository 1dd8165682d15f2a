using System.Threading.Channels;

namespace EcomCenter.Desk.Storage;

/// <summary>Rung by anybody, at any time; remembered until somebody listens.</summary>
internal sealed class Bell
{
    private readonly Channel<bool> _rung = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rung.Writer.TryWrite(true);

    public async Task WaitAsync(DateTimeOffset until, TimeProvider time, CancellationToken cancellation)
    {
        var longest = until - time.GetUtcNow();
        using var patience = new CancellationTokenSource(longest > TimeSpan.Zero ? longest : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        // The clock may have moved between the reading and the setting.
        if (time.GetUtcNow() >= until) return;
        try
        {
            await _rung.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Nobody rang: look anyway.
        }
    }
}
