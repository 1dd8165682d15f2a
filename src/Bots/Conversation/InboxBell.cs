using System.Collections.Concurrent;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Wakes the worker of a channel the moment something was stored for it.</summary>
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
            // Somebody else rang meanwhile.
        }
    }

    /// <summary>Until it rings, or <paramref name="longest"/> has passed.</summary>
    public async Task WaitAsync(ContactChannel channel, TimeSpan longest, TimeProvider time, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await Of(channel).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Nobody rang: look anyway.
        }
    }

    private SemaphoreSlim Of(ContactChannel channel) => _bells.GetOrAdd(channel, _ => new SemaphoreSlim(0, 1));
}
