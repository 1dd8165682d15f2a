using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>The clock of a host that is put forward and back by the test, while its monotonic clock goes on.</summary>
internal sealed class SteppedTime(FakeTimeProvider inner) : TimeProvider
{
    public TimeSpan Step { get; set; }

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Step;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
