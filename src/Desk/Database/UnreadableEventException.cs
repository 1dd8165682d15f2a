namespace EcomCenter.Desk.Database;

/// <summary>An event in the database has a type that this version does not know, or damaged JSON.</summary>
public sealed class UnreadableEventException(StoredEvent stored, Exception? inner)
    : Exception($"Event {stored.Sequence} of ticket {stored.TicketId} has the type '{stored.Type}' and cannot be read.", inner);
