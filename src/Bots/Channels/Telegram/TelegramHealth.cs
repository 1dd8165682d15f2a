namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>The state of the connection to Telegram since this program started. It holds error codes and numbers only.</summary>
public sealed class TelegramHealth
{
    private readonly Lock _gate = new();

    public int WrongSecretCount { get; private set; }

    public DateTimeOffset? LastWrongSecretAt { get; private set; }

    /// <summary>The time of the last answer or update from Telegram.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The last error, if nothing has succeeded since.</summary>
    public (string Code, DateTimeOffset At)? LastError { get; private set; }

    public TelegramDiagnosticsReport? Report { get; private set; }

    public void RecordWrongSecret(DateTimeOffset now)
    {
        lock (_gate) (WrongSecretCount, LastWrongSecretAt) = (WrongSecretCount + 1, now);
    }

    public void RecordAnswer(DateTimeOffset now)
    {
        lock (_gate) (AnsweredAt, LastError) = (now, null);
    }

    public void RecordFailure(string code, DateTimeOffset now)
    {
        lock (_gate) LastError = (code, now);
    }

    public void RecordReport(TelegramDiagnosticsReport report)
    {
        lock (_gate) Report = report;
    }
}
