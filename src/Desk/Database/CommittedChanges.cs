using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Database;

/// <summary>The changes of one commit, or of several commits that were read together.</summary>
public sealed record CommittedChanges(
    IReadOnlyList<TicketChange> Tickets, IReadOnlyList<ChatChange> Chats, bool HasQueuedMessages, bool HasPendingFiles)
{
    public bool IsEmpty => Tickets.Count == 0 && Chats.Count == 0 && !HasQueuedMessages && !HasPendingFiles;
}

/// <summary>A committed event of a ticket, as listeners receive it.</summary>
/// <param name="Event">Null when a newer version of the program wrote it and this one cannot read it.</param>
public sealed record TicketChange(long Sequence, long TicketId, TicketEvent? Event, string? Department);

/// <summary>A message that became visible in a web chat.</summary>
public sealed record ChatChange(long MessageId, string Chat);
