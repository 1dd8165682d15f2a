using System.Collections.Concurrent;

namespace EcomCenter.Background;

/// <summary>
/// Work that runs beside the steps of a loop: at most one task for each key, and at most <c>slots</c> tasks at once. The end of a task
/// wakes the loop, because other work may be waiting for the free slot.
/// </summary>
public sealed class ParallelWork<TKey>(BackgroundLoop loop, int slots, TimeProvider time, Action<Exception> reportFailure)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Task> _running = new();

    /// <summary>The keys of the work that has not ended.</summary>
    public ICollection<TKey> Keys => _running.Keys;

    /// <summary>Tells if the work of a key has not ended.</summary>
    public bool Has(TKey key) => _running.ContainsKey(key);

    public int FreeSlots => slots - _running.Count;

    /// <summary>
    /// Starts a task. Does nothing while another one of this key is running or no slot is free. Called from the loop's step only.
    /// </summary>
    public void Start(TKey key, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        if (FreeSlots <= 0 || Has(key)) return;
        var added = new TaskCompletionSource();
        _running[key] = RunAsync(added.Task, key, work, stopping);
        added.SetResult();
    }

    /// <summary>Waits for the end of everything that was started. Called after the loop has stopped.</summary>
    public Task DrainAsync() => Task.WhenAll(_running.Values);

    private async Task RunAsync(Task added, TKey key, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        await added;
        await Task.Yield();
        try
        {
            await work(stopping);
        }
        catch (Exception failure)
        {
            // One piece of work that fails must not stop the others.
            if (!stopping.IsCancellationRequested) reportFailure(failure);
            // The slot stays taken for a moment, so that work which always fails does not keep the machine busy.
            await Task.Delay(BackOff.After(failures: 1), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _running.TryRemove(key, out _);
        loop.Wake();
    }
}
