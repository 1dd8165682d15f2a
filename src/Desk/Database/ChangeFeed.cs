using EcomCenter.Contracts;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Desk.Database;

/// <summary>
/// Publishes committed changes to the listeners of this node: its own at once after the commit, those of other nodes when
/// <see cref="ChangeFollower"/> has read them. Each change arrives once, and those of one node in the order of their sequences.
/// Listeners run one after the other, mostly on the writer's thread, so they only take note and do their work elsewhere.
/// </summary>
public sealed partial class ChangeFeed(ILogger<ChangeFeed> log)
{
    private readonly Lock _gate = new(), _publishing = new();
    private Action<IReadOnlyList<TicketChange>>[] _listeners = [];

    public void Subscribe(Action<IReadOnlyList<TicketChange>> listener)
    {
        lock (_gate) _listeners = [.. _listeners, listener];
    }

    /// <summary>Raised after a commit that put messages into the outbox.</summary>
    public event Action? MessagesQueued;

    /// <summary>Raised after a commit that stored an attachment which must still be fetched or copied.</summary>
    public event Action? FilesPending;

    /// <summary>Raised with each channel of which a commit stored updates.</summary>
    public event Action<ContactChannel>? UpdatesStored;

    /// <summary>Raised with the id of each web chat in which something became visible.</summary>
    public event Action<string>? ChatChanged;

    /// <summary>
    /// Registers a commit of this node with the follower and returns it without the entries that the follower has already published.
    /// </summary>
    internal Func<CommittedChanges, CommittedChanges> RemovePublished { get; set; } = changes => changes;

    internal void PublishOwnCommit(CommittedChanges changes) => Publish(RemovePublished(changes));

    internal void Publish(CommittedChanges changes)
    {
        lock (_publishing)
        {
            if (changes.Tickets.Count > 0) PublishTickets(changes.Tickets);
            if (changes.Work.QueuedMessages) MessagesQueued?.Invoke();
            if (changes.Work.Files) FilesPending?.Invoke();
            foreach (var channel in changes.Work.Inboxes) UpdatesStored?.Invoke(channel);
            foreach (var chat in changes.Chats.Select(change => change.Chat).Distinct()) ChatChanged?.Invoke(chat);
        }
    }

    private void PublishTickets(IReadOnlyList<TicketChange> changes)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener(changes);
            }
            catch (Exception e)
            {
                // A listener that fails must not keep the change from the others.
                LogListenerFailed(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener of the change feed failed.")]
    private static partial void LogListenerFailed(ILogger log, Exception e);
}
