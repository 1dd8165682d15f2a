using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>
/// An update exactly as the channel delivered it. <paramref name="UpdateId"/> is unique for channel and bot.
/// <paramref name="Chat"/> is null if the update names no chat.
/// </summary>
public sealed record RawUpdate(
    ContactChannel Channel, string Bot, string UpdateId, string? Chat, string Payload, DateTimeOffset ReceivedAt);

/// <summary>A stored update that is not done yet.</summary>
public sealed record InboxItem(long Id, RawUpdate Update, int Attempts);

/// <summary>The inbox of updates. An update is stored before it is acknowledged to the channel, and retried until it is done.</summary>
public interface IInbox
{
    /// <summary>Stores updates. Durable when it returns. Updates that are already stored stay unchanged.</summary>
    Task StoreAsync(IReadOnlyList<RawUpdate> updates, CancellationToken cancellation);

    /// <summary>
    /// Loads the oldest updates of a channel that are not done and whose next attempt is due. Later updates of a chat wait behind
    /// one that waits for its retry, so the messages of a chat keep their order.
    /// </summary>
    Task<IReadOnlyList<InboxItem>> LoadDueAsync(ContactChannel channel, int maxCount, CancellationToken cancellation);

    /// <summary>Marks an update done without a reply, e.g. an unknown kind of update. <paramref name="outcome"/> is a code.</summary>
    Task MarkDoneAsync(InboxItem item, string outcome, CancellationToken cancellation);

    /// <summary>Schedules a retry with a growing delay. Updates are never dropped.</summary>
    Task RetryLaterAsync(InboxItem item, string reason, CancellationToken cancellation);
}
