using System.Collections.Concurrent;

namespace EcomCenter.Durability;

/// <summary>What the outside world believes: everything said to the desk, and everything it promised. It outlives every crash.</summary>
public sealed class Ledger
{
    private readonly ConcurrentQueue<string> _violations = new();

    public ConcurrentQueue<Posted> Posts { get; } = new();

    /// <summary>What residents wrote to the bot: every text once.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    /// <summary>What residents wrote and WeChat gave up on, because no desk took it: there at most once.</summary>
    public ConcurrentQueue<string> GivenUp { get; } = new();

    /// <summary>What residents wrote and showed on the chat's page, and the desk took: every text once, with its photo.</summary>
    public ConcurrentQueue<string> Shown { get; } = new();

    /// <summary>Answers of staff that were accepted with 2xx, for each chat in their order.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<string>> Answers { get; } = new();

    public IReadOnlyCollection<string> Violations => _violations;

    public void Violation(string what) => _violations.Enqueue(what);
}
