namespace EcomCenter.Desk.Commands;

/// <summary>
/// Compacts the managed heap once, a few seconds after the start. The start allocates much memory that is never needed again, and on an
/// idle desk the garbage collector would not return it to the system.
/// </summary>
internal static class StartupMemoryTrim
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    public static async Task TrimAsync(CancellationToken stopping)
    {
        await Task.Delay(Delay, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
