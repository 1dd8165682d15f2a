using System.Diagnostics;

namespace EcomCenter.Desk.Tests;

/// <summary>Waits until a condition is true, up to a time limit.</summary>
internal static class Eventually
{
    public static Task TrueAsync(Func<bool> condition, double seconds = 300) => TrueAsync(() => Task.FromResult(condition()), seconds);

    public static async Task TrueAsync(Func<Task<bool>> condition, double seconds = 300)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed.TotalSeconds < seconds, $"The condition did not become true within {seconds} s.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
