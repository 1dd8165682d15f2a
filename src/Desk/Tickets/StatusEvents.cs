namespace EcomCenter.Desk.Tickets;

public sealed record TicketTaken(DateTimeOffset At, Author By) : TicketEvent(At, By);

/// <summary>Nothing happened with a taken ticket for so many working hours that it returned to the desk.</summary>
/// <param name="User">The user name of the person who had it.</param>
public sealed record IdleTicketReturned(DateTimeOffset At, Author By, string User, int Hours) : TicketEvent(At, By);

public sealed record TicketAssigned(DateTimeOffset At, Author By, string User, string? Before) : TicketEvent(At, By);

public sealed record TicketResolved(DateTimeOffset At, Author By, long Message, TextHash Words) : TicketEvent(At, By), IRecordsMessage;

public sealed record TicketClosed(DateTimeOffset At, Author By) : TicketEvent(At, By);

/// <summary>Texts and identity were erased, <paramref name="Years"/> years after the ticket was closed.</summary>
public sealed record TicketErased(DateTimeOffset At, Author By, int Years) : TicketEvent(At, By);

public sealed record TicketReopened(DateTimeOffset At, Author By, long Message, TextHash Words, CycleSnapshot NewCycle)
    : TicketEvent(At, By), IRecordsMessage;

public sealed record TicketCancelled(
    DateTimeOffset At, Author By, CycleEndReason Reason, long Message, TextHash Words, CycleSnapshot? Ended)
    : TicketEvent(At, By), IRecordsMessage;

public sealed record TicketRated(DateTimeOffset At, Author By, int Score, TextHash? Words, long? Order = null)
    : TicketEvent(At, By), IDraftsOrder
{
    OrderCause IDraftsOrder.Cause => OrderCause.BadRating;
}

public sealed record RatingCommented(DateTimeOffset At, Author By, TextHash Words) : TicketEvent(At, By);
