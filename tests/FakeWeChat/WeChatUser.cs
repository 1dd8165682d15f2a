namespace EcomCenter.FakeWeChat;

/// <summary>A WeChat user and the replies they allow: each action allows a number of messages for a limited time.</summary>
internal sealed class WeChatUser(string openId)
{
    private readonly List<(DateTimeOffset Until, int Left)> _allowed = [];
    private readonly HashSet<int> _notices = [];

    public string OpenId => openId;

    public bool Follows { get; set; } = true;

    public void AllowReplies(DateTimeOffset until, int messages) => _allowed.Add((until, messages));

    public void AllowNotice(int scene) => _notices.Add(scene);

    public bool UseNotice(int scene) => _notices.Remove(scene);

    /// <summary>Uses up one allowed message. Returns 0, or the error code if the time is over or no message is left.</summary>
    public int UseReply(DateTimeOffset now)
    {
        _allowed.RemoveAll(allowed => allowed.Until <= now);
        if (!Follows) return 43004;
        if (_allowed.Count == 0) return 45015;
        var at = _allowed.FindIndex(allowed => allowed.Left > 0);
        if (at < 0) return 45047;
        _allowed[at] = _allowed[at] with { Left = _allowed[at].Left - 1 };
        return 0;
    }
}
