using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>
/// An update exactly as the channel delivered it. <paramref name="UpdateId"/> is unique for channel and bot.
/// <paramref name="Chat"/> is null if the update names no chat.
/// </summary>
public sealed record RawUpdate(
    ContactChannel Channel, string Bot, string UpdateId, string? Chat, string Payload, DateTimeOffset ReceivedAt);

/// <summary>
/// The desk's inbox of updates. An update is stored before it is acknowledged to the channel. The desk then lets it take effect once,
/// and retries until it has.
/// </summary>
public interface IInbox
{
    /// <summary>Stores updates. Durable when it returns. Updates that are already stored stay unchanged.</summary>
    Task StoreAsync(IReadOnlyList<RawUpdate> updates, CancellationToken cancellation);
}
