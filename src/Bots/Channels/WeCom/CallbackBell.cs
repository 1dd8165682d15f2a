namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>Callbacks that tell of new words. They wait here until the listener pulls; what they tell of stays at WeCom.</summary>
public sealed class CallbackBell
{
    private readonly Lock _gate = new();
    private Dictionary<string, string> _tokens = [];

    /// <summary>Called after each ring. The listener sets it.</summary>
    public Action? Rung { get; set; }

    /// <param name="token">The token that allows more pulls for ten minutes.</param>
    public void Ring(string account, string token)
    {
        lock (_gate) _tokens[account] = token;
        Rung?.Invoke();
    }

    /// <summary>Takes the tokens of all accounts that rang.</summary>
    public IReadOnlyDictionary<string, string> Take()
    {
        lock (_gate) return Interlocked.Exchange(ref _tokens, []);
    }
}
