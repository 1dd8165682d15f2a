using EcomCenter.FakeWeChat;

namespace EcomCenter.Durability;

/// <summary>People who write to the official account all the time. WeChat hands each message over and tries again, three times; what no desk took is lost there.</summary>
internal sealed class WeChatResidents(FakeWeChatServer weChat, Ledger ledger, int chats)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private int _said;

    public IEnumerable<string> Chats => Enumerable.Range(0, chats).Select(i => $"oResident{i}");

    public async Task WriteAsync(int round, CancellationToken stop)
    {
        var saying = new List<Task>();
        while (!stop.IsCancellationRequested)
        {
            saying.Add(SayAsync(round));
            await Task.Delay(Pause, CancellationToken.None);
        }

        await Task.WhenAll(saying);
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
