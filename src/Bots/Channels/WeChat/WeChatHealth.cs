namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>What this program saw of its line to WeChat since it started. Codes only.</summary>
public sealed class WeChatHealth
{
    private readonly Lock _gate = new();

    /// <summary>When WeChat last answered us as it should.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>What stands in the way, and since when.</summary>
    public (string Code, DateTimeOffset At)? Trouble { get; private set; }

    public void Answered(DateTimeOffset now)
    {
        lock (_gate) (AnsweredAt, Trouble) = (now, null);
    }

    public void Failed(string code, DateTimeOffset now)
    {
        lock (_gate) Trouble = Trouble is { } known && known.Code == code ? known : (code, now);
    }
}
