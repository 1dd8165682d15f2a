namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>The result of a check of the connection to Telegram. It contains no secrets.</summary>
public sealed record TelegramDiagnosticsReport(DateTimeOffset At)
{
    /// <summary>The time until the first answer of the server, or null if it is unreachable.</summary>
    public TimeSpan? ResponseTime { get; init; }

    /// <summary>The lead of our clock over the server's, or null if the server gives no time.</summary>
    public TimeSpan? ClockAhead { get; init; }

    public TelegramBotName? Bot { get; init; }

    public WebhookState? Webhook { get; init; }

    /// <summary>The calls that failed, in order.</summary>
    public IReadOnlyList<FailedCall> FailedCalls { get; init; } = [];
}

public sealed record FailedCall(string Call, string Code);

public sealed record TelegramBotName(long Id, string? UserName, string Name);

/// <summary>Telegram's report on the webhook. <paramref name="Url"/> is empty if there is none.</summary>
public sealed record WebhookState(string Url, int PendingUpdates, DateTimeOffset? LastErrorAt, string? LastError);
