namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>The state of the connection to Telegram since this program started. It holds error codes and numbers only.</summary>
public sealed class TelegramHealth
{
    private readonly Lock _gate = new();

    public int WrongSecrets { get; private set; }

    public DateTimeOffset? WrongSecretAt { get; private set; }

    /// <summary>The time of the last answer or update from Telegram.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The last error, if nothing has succeeded since.</summary>
    public (string Code, DateTimeOffset At)? Trouble { get; private set; }

    public TelegramReport? Report { get; private set; }

    public void WrongSecret(DateTimeOffset now)
    {
        lock (_gate) (WrongSecrets, WrongSecretAt) = (WrongSecrets + 1, now);
    }

    public void Answered(DateTimeOffset now)
    {
        lock (_gate) (AnsweredAt, Trouble) = (now, null);
    }

    public void Failed(string code, DateTimeOffset now)
    {
        lock (_gate) Trouble = (code, now);
    }

    public void Keep(TelegramReport report)
    {
        lock (_gate) Report = report;
    }
}
