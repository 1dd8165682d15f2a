using EcomCenter.FakeWeCom;

namespace EcomCenter.Durability;

/// <summary>
/// Residents who keep writing to 微信客服, also while the desk is down. In the middle of each round its server is dead for a while; it keeps
/// what they say. Some callbacks get lost.
/// </summary>
internal sealed class WeComResidents(FakeWeComServer wecom, Ledger ledger, int chats)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The words of a round before the server dies, and those that are said while it is dead.</summary>
    private const int AliveFor = 15, DeadFor = 30;

    private int _sent;

    public IEnumerable<string> Chats => Enumerable.Range(0, chats).Select(i => $"wmResident{i}");

    public async Task WriteAsync(int round, CancellationToken stop)
    {
        var sending = new List<Task>();
        try
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                wecom.IsDown = i is >= AliveFor and < AliveFor + DeadFor;
                wecom.SendsCallbacks = i % 5 != 0;
                sending.Add(SendAsync(round));
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
        finally
        {
            // A round may end while the server is dead.
            wecom.IsDown = false;
            wecom.SendsCallbacks = true;
        }

        await Task.WhenAll(sending);
    }

    public Task SendAsync(int round)
    {
        var number = _sent++;
        var text = $"k{round}-s{number} 核桃什么时候收";
        var chat = $"wmResident{number % chats}";
        ledger.BotMessages.Enqueue(text);
        ledger.WordsInOrder.GetOrAdd(chat, _ => new()).Enqueue(text);
        return wecom.SendTextAsync(chat, text);
    }
}
