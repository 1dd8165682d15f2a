namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>What this program saw of its line to Telegram since it started. Codes and numbers only.</summary>
public sealed class TelegramHealth
{
    private readonly Lock _gate = new();

    public int WrongSecrets { get; private set; }

    public DateTimeOffset? WrongSecretAt { get; private set; }

    /// <summary>When Telegram last answered us or brought us something.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>What went wrong last, while nothing has gone well since.</summary>
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
