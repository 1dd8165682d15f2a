namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Timeouts, pauses and rate limits for Telegram. They are no settings, because only tests change them.</summary>
public sealed record TelegramTiming
{
    /// <summary>The time for which the server holds a poll open.</summary>
    public TimeSpan LongPollDuration { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>The timeout of any call, in addition to the time of a long poll.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The additional time for the download of one file.</summary>
    public TimeSpan DownloadTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// The additional time for the upload of one file. With a longer one, another node would assume that the sender has died.
    /// </summary>
    public TimeSpan UploadTimeout { get; init; } = TimeSpan.FromSeconds(90);

    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan MaxPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The pause after errors that only a person can correct: a wrong token, or a second program with the same bot.</summary>
    public TimeSpan ConfigurationErrorPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The interval between two checks of the webhook.</summary>
    public TimeSpan WebhookCheckInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The interval at which a node without the lease tries to get it.</summary>
    public TimeSpan LeaseRetryInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The rate limit over all chats. If null, Telegram's own server gets 30 a second, and another server is not limited.
    /// </summary>
    public double? SendsPerSecond { get; init; }

    /// <summary>The rate limit of one chat after a short burst. It applies only if there is a limit over all chats.</summary>
    public double SendsPerSecondPerChat { get; init; } = 1;

    /// <summary>Returns a pause that doubles with every failure in a row. Jitter keeps several programs from retrying in step.</summary>
    public TimeSpan PauseAfter(int failures)
    {
        var grown = FirstPause * Math.Pow(2, Math.Min(failures - 1, 10));
        return (grown < MaxPause ? grown : MaxPause) * (0.75 + (Random.Shared.NextDouble() / 2));
    }
}
