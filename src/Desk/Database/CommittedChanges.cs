using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Database;

/// <summary>The changes of one commit, or of several commits that were read together.</summary>
public sealed record CommittedChanges(
    IReadOnlyList<TicketChange> Tickets, IReadOnlyList<ChatChange> Chats, PendingWork Work)
{
    public bool IsEmpty => Tickets.Count == 0 && Chats.Count == 0 && Work.IsNone;
}

/// <summary>A committed event of a ticket, as listeners receive it.</summary>
/// <param name="Event">Null when a newer version of the program wrote it and this one cannot read it.</param>
public sealed record TicketChange(long Sequence, long TicketId, TicketEvent? Event, string? Departments);

/// <summary>A message that became visible in a web chat.</summary>
public sealed record ChatChange(long MessageId, string Chat);

/// <summary>The work that a commit left in the tables for background loops: of this node, or of the node that holds the lease.</summary>
/// <param name="Inboxes">The channels of which updates were stored.</param>
public sealed record PendingWork(bool QueuedMessages, bool Files, IReadOnlyList<ContactChannel> Inboxes)
{
    public static PendingWork None { get; } = new(QueuedMessages: false, Files: false, []);

    /// <summary>Everything that may wait, for a node that missed notifications.</summary>
    public static PendingWork Any { get; } = new(QueuedMessages: true, Files: true, Enum.GetValues<ContactChannel>());

    public bool IsNone => !QueuedMessages && !Files && Inboxes.Count == 0;
}
