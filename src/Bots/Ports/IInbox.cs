using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>An update exactly as the channel gave it. <paramref name="UpdateId"/> is unique for (channel, bot); <paramref name="Chat"/> is null when no chat could be read from it.</summary>
public sealed record RawUpdate(ContactChannel Channel, string Bot, string UpdateId, string? Chat, string Raw, DateTimeOffset ReceivedAt);

/// <summary>A stored update that waits for its turn.</summary>
public sealed record InboxItem(long Id, RawUpdate Update, int Attempts);

/// <summary>Store first, then acknowledge: an update that was stored is worked on until it is done.</summary>
public interface IInbox
{
    /// <summary>Durable when it returns. Updates known already are left as they are.</summary>
    Task StoreAsync(IReadOnlyList<RawUpdate> updates, CancellationToken cancellation);

    /// <summary>
    /// The oldest updates of a channel that are not done and whose next attempt is due. While an update waits for its next attempt, later ones
    /// of its chat wait behind it: nobody's words overtake each other.
    /// </summary>
    Task<IReadOnlyList<InboxItem>> WaitingAsync(ContactChannel channel, int most, CancellationToken cancellation);

    /// <summary>Done without anything to say or to keep, e.g. an unknown kind of update; <paramref name="outcome"/> is a code.</summary>
    Task SetAsideAsync(InboxItem item, string outcome, CancellationToken cancellation);

    /// <summary>Not done: tried again after a pause that grows. Nothing is dropped.</summary>
    Task RetryLaterAsync(InboxItem item, string reason, CancellationToken cancellation);
}
