using EcomCenter.Contracts;

namespace EcomCenter.Desk.Outbox;

/// <summary>
/// The time and the state of channels for one pass over the outbox. Due rows and the next attempt are read with the same time, so that
/// no row is missed between the two queries.
/// </summary>
public sealed record DeliveryClock(
    DateTimeOffset Now, IReadOnlyList<ContactChannel> Channels,
    IReadOnlyList<(ContactChannel Channel, string Bot, DateTimeOffset Until)> Paused);
