namespace EcomCenter.FakeWeChat;

/// <summary>An official account as its administrator set it up. Without an AES key messages go open (明文模式).</summary>
public sealed record Account
{
    public string AppId { get; init; } = "wx0123456789abcdef";

    public string Token { get; init; } = "wordOfBothSides";

    public string AppSecret { get; init; } = "0123456789abcdef0123456789abcdef";

    public string? EncodingAesKey { get; init; }

    public string NoticeTemplate { get; init; } = "1uDxHNXwYQfBmXOfPJcjAS3FynHArD8aWMEFNRGSbCc";

    public static Account Sealed { get; } = new() { EncodingAesKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG" };
}

/// <summary>What the account sent to a person, as their phone would show it.</summary>
public sealed record SentToPerson(string OpenId, string Kind, string Text, DateTimeOffset At);

/// <summary>A call of the API, whatever became of it. Without the access token.</summary>
public sealed record ApiCall(string Path, string Body, int ErrCode, DateTimeOffset At);

/// <summary>One attempt to hand a message or an event to the account's own server.</summary>
public sealed record CallbackTry(string Xml, int Attempt, bool Understood, string Outcome);

/// <summary>How the next call of a path goes wrong: an error code of WeChat's, or a status of HTTP.</summary>
public sealed record Trouble(int? ErrCode, int? Status, TimeSpan? Delay);
