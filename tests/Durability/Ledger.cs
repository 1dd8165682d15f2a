using System.Collections.Concurrent;

namespace EcomCenter.Durability;

/// <summary>Everything that clients sent and the desk confirmed. The test process keeps it across all crashes.</summary>
public sealed class Ledger
{
    private readonly ConcurrentQueue<string> _violations = new();

    public ConcurrentQueue<PostedTicket> Posts { get; } = new();

    /// <summary>Texts that residents sent to a bot. Each must be in the database exactly once.</summary>
    public ConcurrentQueue<string> BotMessages { get; } = new();

    /// <summary>Texts by chat in the order in which they were said. The database must hold them in that order.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<string>> WordsInOrder { get; } = new();

    /// <summary>Texts that WeChat dropped because no desk accepted them. Each may be in the database at most once.</summary>
    public ConcurrentQueue<string> DroppedWeChatMessages { get; } = new();

    /// <summary>Web chat texts that the desk accepted. Each must be in the database exactly once, with its photo.</summary>
    public ConcurrentQueue<string> WebChatMessages { get; } = new();

    /// <summary>Staff answers accepted with 2xx, by chat, in order.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<string>> Answers { get; } = new();

    /// <summary>Staff answers that the desk did not take, because the messenger takes none before the resident speaks again.</summary>
    public ConcurrentQueue<string> ShutOut { get; } = new();

    public IReadOnlyCollection<string> Violations => _violations;

    public void AddViolation(string description) => _violations.Enqueue(description);
}
