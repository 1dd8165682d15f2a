using EcomCenter.Contracts;
using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Outbox;

/// <summary>
/// The claimed messages that wait in memory for a free slot of this node's dispatcher. A message is claimed by the write that queues it, if
/// nothing else of its chat is queued: it is sent right after the commit, without another write to claim it.
/// </summary>
public sealed class OutboxHandover(PausedBots paused)
{
    /// <summary>
    /// The most messages that may wait, so that none waits nearly as long as a claim lasts. Further ones stay in the outbox until a
    /// sweep claims them.
    /// </summary>
    private const int Capacity = 24;

    private readonly Lock _gate = new();
    private readonly List<QueuedMessage> _waiting = [];
    private IReadOnlyList<ContactChannel> _channels = [];
    private Action? _wake;
    private volatile bool _hasBacklog;

    /// <summary>The number of messages for which there is room.</summary>
    public int Room
    {
        get { lock (_gate) return Math.Max(0, Capacity - _waiting.Count); }
    }

    /// <summary>True while the outbox holds more messages than there is room for. Then new messages must not overtake them.</summary>
    public bool HasBacklog
    {
        get => _hasBacklog;
        set => _hasBacklog = value;
    }

    /// <summary>Begins to accept messages of these channels. <paramref name="wake"/> is called for each.</summary>
    public void Open(IReadOnlyList<ContactChannel> channels, Action wake)
    {
        lock (_gate) (_channels, _wake) = (channels, wake);
    }

    /// <summary>Stops accepting messages and returns those that still wait.</summary>
    public IReadOnlyList<QueuedMessage> Close()
    {
        lock (_gate)
        {
            (_channels, _wake) = ([], null);
            IReadOnlyList<QueuedMessage> left = [.. _waiting];
            _waiting.Clear();
            return left;
        }
    }

    public void Add(QueuedMessage message)
    {
        lock (_gate)
        {
            _waiting.Add(message);
            _wake?.Invoke();
        }
    }

    /// <summary>Tells if a message of a chat waits.</summary>
    public bool Has(ChatAddress chat)
    {
        lock (_gate) return _waiting.Exists(message => message.Message.To == chat);
    }

    /// <summary>Takes the messages, oldest first, for which <paramref name="mayTake"/> returns true.</summary>
    public IReadOnlyList<QueuedMessage> Take(Func<QueuedMessage, bool> mayTake)
    {
        lock (_gate)
        {
            List<QueuedMessage> taken = [.. _waiting.Where(mayTake)];
            _waiting.RemoveAll(taken.Contains);
            return taken;
        }
    }

    /// <summary>
    /// Claims the first of the new rows of each chat, and hands them over after the commit. Returns false if a chat is left, whose rows
    /// must be found by a sweep.
    /// </summary>
    internal async Task<bool> ClaimAsync(WriteUnit unit, IEnumerable<OutboxRow> newRows)
    {
        var allClaimed = true;
        foreach (var chat in newRows.GroupBy(row => new ChatAddress(row.Channel, row.Bot, row.Chat)))
            allClaimed &= await TryClaimAsync(unit, chat.Key, chat.First());
        return allClaimed;
    }

    private async Task<bool> TryClaimAsync(WriteUnit unit, ChatAddress chat, OutboxRow row)
    {
        if (!MayClaim(chat) || row.FileId is not null || await unit.FindFirstQueuedMessageAsync(chat) is not null) return false;
        row.SendingSince = unit.Now;
        var message = QueuedMessage.FromRow(row, file: null, unit.Now);
        unit.AfterCommit(() => Add(message));
        return true;
    }

    private bool MayClaim(ChatAddress chat)
    {
        lock (_gate) return _channels.Contains(chat.Channel) && !HasBacklog && _waiting.Count < Capacity && !paused.IsPaused(chat);
    }
}
