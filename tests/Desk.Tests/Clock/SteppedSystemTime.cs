namespace EcomCenter.Desk.Tests.Clock;

/// <summary>The system's clock and timers, put forward and back by the test.</summary>
internal sealed class SteppedSystemTime : TimeProvider
{
    public TimeSpan Step { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Step;
}
