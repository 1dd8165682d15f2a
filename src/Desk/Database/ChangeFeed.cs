using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Desk.Database;

/// <summary>A committed event of a ticket, as listeners receive it.</summary>
public sealed record TicketChange(long Sequence, long TicketId, TicketEvent Event, string? Department);

/// <summary>
/// Publishes committed changes to listeners, batch by batch, in the order of their sequences.
/// Listeners run one after the other on the writer's thread, so they only take note and do their work elsewhere.
/// </summary>
public sealed partial class ChangeFeed(ILogger<ChangeFeed> log)
{
    private readonly Lock _gate = new();
    private Action<IReadOnlyList<TicketChange>>[] _listeners = [];

    public void Subscribe(Action<IReadOnlyList<TicketChange>> listener)
    {
        lock (_gate) _listeners = [.. _listeners, listener];
    }

    /// <summary>Raised after a commit that put messages into the outbox.</summary>
    public event Action? MessagesQueued;

    /// <summary>Raised after a commit that stored an attachment which must still be fetched or copied.</summary>
    public event Action? FilesPending;

    /// <summary>Raised with the id of each web chat in which something became visible.</summary>
    public event Action<string>? ChatChanged;

    internal void RaiseChatChanged(string chat) => ChatChanged?.Invoke(chat);

    internal void RaiseMessagesQueued() => MessagesQueued?.Invoke();

    internal void RaiseFilesPending() => FilesPending?.Invoke();

    internal void Publish(IReadOnlyList<TicketChange> changes)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener(changes);
            }
            catch (Exception e)
            {
                LogListenerFailed(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener of the change feed failed.")]
    private static partial void LogListenerFailed(ILogger log, Exception e);
}
