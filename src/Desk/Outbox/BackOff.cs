namespace EcomCenter.Desk.Outbox;

/// <summary>How long to leave alone what failed: 1 s, 2 s, 4 s … at most five minutes, with jitter, so that many don't come back in step.</summary>
public static class BackOff
{
    public static TimeSpan Longest { get; } = TimeSpan.FromMinutes(5);

    /// <param name="failures">1 after the first failure.</param>
    public static TimeSpan After(int failures)
    {
        var grown = TimeSpan.FromSeconds(Math.Pow(2, Math.Clamp(failures - 1, 0, 10)));
        return (grown < Longest ? grown : Longest) * (0.75 + (Random.Shared.NextDouble() / 4));
    }
}
