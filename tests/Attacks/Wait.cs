using System.Diagnostics;

namespace EcomCenter.Attacks;

internal static class Wait
{
    /// <summary>Waits until the condition holds. Returns false when it does not within the time.</summary>
    public static async Task<bool> UntilAsync(Func<Task<bool>> condition, TimeSpan limit)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < limit; await Task.Delay(200))
            if (await condition()) return true;
        return await condition();
    }

    public static Task<bool> UntilAsync(Func<bool> condition, TimeSpan limit) => UntilAsync(() => Task.FromResult(condition()), limit);
}
