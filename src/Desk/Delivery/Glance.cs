using EcomCenter.Contracts;

namespace EcomCenter.Desk.Delivery;

/// <summary>One moment's view: what is due and what is next are asked of the same moment, so that nothing falls between the two questions.</summary>
public sealed record Glance(
    DateTimeOffset Now, IReadOnlyList<ContactChannel> Channels, IReadOnlyList<(ContactChannel Channel, string Bot, DateTimeOffset Until)> Paused);
