namespace EcomCenter.Simulation;

/// <summary>A host's clock that stands still until the simulation moves it. Timers are those of the system.</summary>
/// <param name="start">The true time at the beginning.</param>
internal sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    private TimeSpan _elapsed;

    /// <summary>The difference between the clock of the host and the true time.</summary>
    public TimeSpan Error { get; set; }

    public DateTimeOffset TrueTime => start + _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => TrueTime + Error;

    public void Advance(TimeSpan by) => _elapsed += by;
}
