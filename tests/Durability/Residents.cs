using EcomCenter.FakeBotApi;

namespace EcomCenter.Durability;

/// <summary>Residents who keep writing to the Telegram bot, also while the desk is down.</summary>
internal sealed class Residents(FakeTelegram telegram, Ledger ledger, int chats)
{
    private const long FirstChat = 5_000_001;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(12);

    private int _said;

    public IEnumerable<string> Chats => Enumerable.Range(0, chats).Select(i => $"{FirstChat + i}");

    public async Task WriteAsync(int round, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Say(round);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    public void Say(int round)
    {
        var text = $"r{round}-s{_said} ئۈزۈمنى توردا ساتماقچىدىم";
        ledger.Said.Enqueue(text);
        telegram.Say(FirstChat + (_said++ % chats), text, "ug");
    }
}
