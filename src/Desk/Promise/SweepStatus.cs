namespace EcomCenter.Desk.Promise;

/// <summary>
/// The time of the last deadline check. Boards show it, because a stopped deadline job would otherwise look like a day without misses.
/// </summary>
public sealed class SweepStatus
{
    private long _lastSweep;

    public DateTimeOffset? LastSweepAt =>
        Interlocked.Read(ref _lastSweep) is var at and > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    public void RecordSweep(DateTimeOffset at) => Interlocked.Exchange(ref _lastSweep, at.ToUnixTimeMilliseconds());
}
