using EcomCenter.FakeWeChat;

namespace EcomCenter.Durability;

/// <summary>
/// Residents who keep writing to the official account. WeChat tries to hand over each message three times and then drops it.
/// </summary>
internal sealed class WeChatResidents(FakeWeChatServer weChat, Ledger ledger, int chats)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private int _sent;

    public IEnumerable<string> Chats => Enumerable.Range(0, chats).Select(i => $"oResident{i}");

    public async Task WriteAsync(int round, CancellationToken stop)
    {
        var sending = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            sending.Add(SendAsync(round));
            await Task.Delay(Pause, CancellationToken.None);
        }

        await Task.WhenAll(sending);
    }

    private async Task SendAsync(int round)
    {
        var number = _sent++;
        var text = $"w{round}-s{number} 快递还没有到";
        await weChat.SendTextAsync($"oResident{number % chats}", text);
        var understood = weChat.Attempts.Any(attempt => attempt.Acknowledged && attempt.Xml.Contains(text, StringComparison.Ordinal));
        (understood ? ledger.BotMessages : ledger.DroppedWeChatMessages).Enqueue(text);
    }
}
