namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>How long things may take with Telegram. No settings: tests hurry, nobody else has a reason to.</summary>
public sealed record TelegramPace
{
    /// <summary>How long the server holds a question for updates open.</summary>
    public TimeSpan LongPoll { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>How long any answer may take beyond that.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long fetching one file may take beyond that.</summary>
    public TimeSpan Download { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long bringing one file there may take beyond that; longer, and another node would think that nobody sends it any more.</summary>
    public TimeSpan Upload { get; init; } = TimeSpan.FromSeconds(90);

    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Where only a person can help: a wrong token, a second program with the same bot.</summary>
    public TimeSpan SlowPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a webhook is looked at, and how often a node asks whether the listening has fallen to it.</summary>
    public TimeSpan LookAgain { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan AskForLease { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many messages a second; null for what the server allows: Telegram's own thirty, another one says itself when it is too many.</summary>
    public double? SendsPerSecond { get; init; }

    /// <summary>How many a second in one chat, where sends are counted at all, after a few at once.</summary>
    public double SendsPerSecondAndChat { get; init; } = 1;

    /// <summary>Grows with every failure in a row, with jitter, so that several programs do not come back in step.</summary>
    public TimeSpan PauseAfter(int failures)
    {
        var grown = FirstPause * Math.Pow(2, Math.Min(failures - 1, 10));
        return (grown < LongestPause ? grown : LongestPause) * (0.75 + (Random.Shared.NextDouble() / 2));
    }
}
