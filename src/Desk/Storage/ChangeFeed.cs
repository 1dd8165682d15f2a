using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Desk.Storage;

/// <summary>A committed event, as told to whoever listens.</summary>
public sealed record TicketChange(long Sequence, long TicketId, TicketEvent What, string? Department);

/// <summary>
/// The world is told after the commit: listeners hear every batch of committed changes, in the order of their sequences.
/// Listeners are called one after the other on the writer's thread and only take note; the work is theirs to do elsewhere.
/// </summary>
public sealed partial class ChangeFeed(ILogger<ChangeFeed> log)
{
    private readonly Lock _gate = new();
    private Action<IReadOnlyList<TicketChange>>[] _listeners = [];

    public void Listen(Action<IReadOnlyList<TicketChange>> listener)
    {
        lock (_gate) _listeners = [.. _listeners, listener];
    }

    /// <summary>Told when something was put into the outbox.</summary>
    public event Action? MailQueued;

    /// <summary>Told when a file was kept that is still to be fetched, or to get its copy.</summary>
    public event Action? FilesWait;

    /// <summary>Told of every web chat in which something became visible.</summary>
    public event Action<string>? ChatChanged;

    internal void TellChatChanged(string chat) => ChatChanged?.Invoke(chat);

    internal void TellMailQueued() => MailQueued?.Invoke();

    internal void TellFilesWait() => FilesWait?.Invoke();

    internal void Tell(IReadOnlyList<TicketChange> changes)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                listener(changes);
            }
            catch (Exception e)
            {
                ListenerFailed(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener of the change feed failed")]
    private static partial void ListenerFailed(ILogger log, Exception e);
}
