namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>One look at everything between us and Telegram. Nothing in it is secret.</summary>
public sealed record TelegramReport(DateTimeOffset At)
{
    /// <summary>How long the server took for its first answer; null when it can't be reached.</summary>
    public TimeSpan? Reached { get; init; }

    /// <summary>How far our clock is ahead of the server's; null where the server does not tell its time.</summary>
    public TimeSpan? ClockAhead { get; init; }

    public BotName? Bot { get; init; }

    public HookState? Hook { get; init; }

    /// <summary>Codes of what did not work, in the order it was tried.</summary>
    public IReadOnlyList<string> Troubles { get; init; } = [];
}

public sealed record BotName(long Id, string? User, string Name);

/// <summary>What Telegram says of the webhook. <paramref name="Url"/> is empty where there is none.</summary>
public sealed record HookState(string Url, int Pending, DateTimeOffset? LastErrorAt, string? LastError);
