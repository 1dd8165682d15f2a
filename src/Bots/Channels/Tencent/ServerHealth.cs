namespace EcomCenter.Bots.Channels.Tencent;

/// <summary>The state of the connection to a server since this program started. It holds error codes only.</summary>
public abstract class ServerHealth
{
    private readonly Lock _gate = new();

    /// <summary>The time of the last successful answer.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The current error and the time since which it has lasted.</summary>
    public (string Code, DateTimeOffset At)? LastError { get; private set; }

    public void RecordAnswer(DateTimeOffset now)
    {
        lock (_gate) (AnsweredAt, LastError) = (now, null);
    }

    public void RecordFailure(string code, DateTimeOffset now)
    {
        lock (_gate) LastError = LastError is { } current && current.Code == code ? current : (code, now);
    }
}
