namespace EcomCenter.Desk.Promise;

/// <summary>When the clock last looked at everything that is due. Boards show it: a clock that stands still must not look like a quiet day.</summary>
public sealed class SweepStatus
{
    private long _lastSweep;

    public DateTimeOffset? LastSweepAt => Interlocked.Read(ref _lastSweep) is var at and > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    public void Swept(DateTimeOffset at) => Interlocked.Exchange(ref _lastSweep, at.ToUnixTimeMilliseconds());
}
