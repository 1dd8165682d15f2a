namespace EcomCenter.FakeWeChat;

/// <summary>The settings of an official account. Without an AES key, messages are not encrypted (明文模式).</summary>
public sealed record WeChatAccount
{
    public string AppId { get; init; } = "wx0123456789abcdef";

    public string Token { get; init; } = "wordOfBothSides";

    public string AppSecret { get; init; } = "0123456789abcdef0123456789abcdef";

    public string? EncodingAesKey { get; init; }

    public string NoticeTemplate { get; init; } = "1uDxHNXwYQfBmXOfPJcjAS3FynHArD8aWMEFNRGSbCc";

    public static WeChatAccount Encrypted { get; } = new() { EncodingAesKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG" };
}

/// <summary>A message of the account as the phone of the resident would show it.</summary>
public sealed record WeChatSentMessage(string OpenId, string Kind, string Text, DateTimeOffset At);

/// <summary>A call of the API, successful or not. The access token is left out.</summary>
public sealed record WeChatApiCall(string Path, string Body, int ErrCode, DateTimeOffset At);

/// <summary>One attempt to deliver a message or an event to the account's server.</summary>
public sealed record CallbackAttempt(string Xml, int Attempt, bool Acknowledged, string Outcome);

/// <summary>A planned failure of the next call of a path: an error code of WeChat or an HTTP status.</summary>
public sealed record PlannedWeChatFailure(int? ErrCode, int? Status, TimeSpan? Delay);
