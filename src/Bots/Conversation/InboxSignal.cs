using System.Collections.Concurrent;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Wakes the inbox worker of a channel as soon as an update was stored for it.</summary>
public sealed class InboxSignal
{
    private readonly ConcurrentDictionary<ContactChannel, SemaphoreSlim> _signals = new();

    public void Set(ContactChannel channel)
    {
        try
        {
            if (SignalFor(channel).CurrentCount == 0) SignalFor(channel).Release();
        }
        catch (SemaphoreFullException)
        {
            // Another caller set the signal at the same time.
        }
    }

    /// <summary>Waits for the signal, but at most <paramref name="timeout"/>.</summary>
    public async Task WaitAsync(ContactChannel channel, TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            await SignalFor(channel).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The timeout passed without a signal.
        }
    }

    private SemaphoreSlim SignalFor(ContactChannel channel) => _signals.GetOrAdd(channel, _ => new SemaphoreSlim(0, 1));
}
