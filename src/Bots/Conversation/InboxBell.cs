using System.Collections.Concurrent;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Wakes the inbox worker of a channel as soon as an update was stored for it.</summary>
public sealed class InboxBell
{
    private readonly ConcurrentDictionary<ContactChannel, SemaphoreSlim> _bells = new();

    public void Ring(ContactChannel channel)
    {
        try
        {
            if (Of(channel).CurrentCount == 0) Of(channel).Release();
        }
        catch (SemaphoreFullException)
        {
            // Another caller set the signal at the same time.
        }
    }

    /// <summary>Waits for the signal, but at most <paramref name="longest"/>.</summary>
    public async Task WaitAsync(ContactChannel channel, TimeSpan longest, TimeProvider time, CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            await Of(channel).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The timeout passed without a signal.
        }
    }

    private SemaphoreSlim Of(ContactChannel channel) => _bells.GetOrAdd(channel, _ => new SemaphoreSlim(0, 1));
}
