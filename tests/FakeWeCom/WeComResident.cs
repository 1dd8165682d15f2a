namespace EcomCenter.FakeWeCom;

/// <summary>A resident, and what they allow: their last message allows five replies within 48 hours.</summary>
internal sealed class WeComResident(string id)
{
    private const int RepliesPerMessage = 5;

    private static readonly TimeSpan Window = TimeSpan.FromHours(48), WelcomeLifetime = TimeSpan.FromSeconds(20);

    private DateTimeOffset? _wroteAt, _welcomedAt;
    private (string Code, DateTimeOffset At)? _welcome;
    private int _repliesLeft;

    public string Id => id;

    /// <summary>The fail type of the message after the next ones are accepted; null if they arrive.</summary>
    public Queue<int> LateFailures { get; } = new();

    public void Write(DateTimeOffset now) => (_wroteAt, _repliesLeft) = (now, RepliesPerMessage);

    /// <summary>Returns a welcome code for a resident who neither wrote nor was welcomed within 48 hours.</summary>
    public string? Enter(DateTimeOffset now)
    {
        if (_wroteAt > now - Window || _welcomedAt > now - Window) return null;
        _welcome = ($"welcome-{id}-{now.ToUnixTimeMilliseconds()}", now);
        return _welcome.Value.Code;
    }

    /// <summary>Uses up one reply. Returns 0, or the error code.</summary>
    public int UseReply(DateTimeOffset now)
    {
        if (_wroteAt is null || _wroteAt <= now - Window) return 95002;
        if (_repliesLeft == 0) return 95001;
        _repliesLeft--;
        return 0;
    }

    /// <summary>Uses the welcome code. The documentation names no error code for a wrong one.</summary>
    public int UseWelcome(string code, DateTimeOffset now)
    {
        if (_welcome?.Code != code || _welcome.Value.At <= now - WelcomeLifetime) return 95010;
        (_welcome, _welcomedAt) = (null, now);
        return 0;
    }

    public bool HasWelcome(string code) => _welcome?.Code == code;
}
