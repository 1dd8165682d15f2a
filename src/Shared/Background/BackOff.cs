namespace EcomCenter.Background;

/// <summary>
/// The delay before a failed attempt is repeated: 1 s, 2 s, 4 s … up to five minutes. Jitter spreads retries that started together.
/// </summary>
public static class BackOff
{
    public static TimeSpan MaxDelay { get; } = TimeSpan.FromMinutes(5);

    /// <param name="failures">The number of failures so far, at least 1.</param>
    public static TimeSpan After(int failures)
    {
        var delay = TimeSpan.FromSeconds(Math.Pow(2, Math.Clamp(failures - 1, 0, 10)));
        return (delay < MaxDelay ? delay : MaxDelay) * (0.75 + (Random.Shared.NextDouble() / 4));
    }
}
