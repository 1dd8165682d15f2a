using EcomCenter.FakeBotApi;

namespace EcomCenter.Durability;

/// <summary>Residents who keep writing to the Telegram bot, also while the desk is down.</summary>
internal sealed class TelegramResidents(FakeTelegram telegram, Ledger ledger, int chats)
{
    private const long FirstChat = 5_000_001;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(12);

    private int _sent;

    public IEnumerable<string> Chats => Enumerable.Range(0, chats).Select(i => $"{FirstChat + i}");

    public async Task WriteAsync(int round, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Send(round);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    public void Send(int round)
    {
        var text = $"r{round}-s{_sent} ئۈزۈمنى توردا ساتماقچىدىم";
        ledger.BotMessages.Enqueue(text);
        telegram.SendText(FirstChat + (_sent++ % chats), text, "ug");
    }
}
