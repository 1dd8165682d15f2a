namespace EcomCenter.Desk.Commands;

/// <summary>
/// A start leaves much behind that is never needed again. While little happens nobody would clear it away, so it is given back once,
/// when the first rush is over.
/// </summary>
internal static class AfterStart
{
    private static readonly TimeSpan FirstRush = TimeSpan.FromSeconds(5);

    public static async Task TidyAsync(CancellationToken stopping)
    {
        await Task.Delay(FirstRush, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
