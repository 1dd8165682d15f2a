using EcomCenter.FakeWeChat;

namespace EcomCenter.Durability;

/// <summary>
/// Residents who keep writing to the official account. WeChat tries to hand over each message three times and then drops it.
/// </summary>
internal sealed class WeChatResidents(FakeWeChatServer weChat, Ledger ledger, int chats)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private int _said;

    public IEnumerable<string> Chats => Enumerable.Range(0, chats).Select(i => $"oResident{i}");

    public async Task WriteAsync(int round, CancellationToken stop)
    {
        var sending = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            sending.Add(SayAsync(round));
            await Task.Delay(Pause, CancellationToken.None);
        }

        await Task.WhenAll(sending);
    }

    private async Task SayAsync(int round)
    {
        var number = _said++;
        var text = $"w{round}-s{number} 快递还没有到";
        await weChat.SayAsync($"oResident{number % chats}", text);
        var understood = weChat.Tries.Any(attempt => attempt.Understood && attempt.Xml.Contains(text, StringComparison.Ordinal));
        (understood ? ledger.Said : ledger.GivenUp).Enqueue(text);
    }
}
