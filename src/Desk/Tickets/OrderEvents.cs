namespace EcomCenter.Desk.Tickets;

/// <summary>An event of an issued supervision order.</summary>
public interface ITellsOfOrder
{
    long Order { get; }
}

/// <summary>An event that may have drafted a supervision order.</summary>
public interface IDraftsOrder
{
    /// <summary>The order; null when none was drafted.</summary>
    long? Order { get; }

    OrderCause Cause { get; }
}

/// <summary>A supervisor drafted an order by hand.</summary>
public sealed record OrderDrafted(DateTimeOffset At, Author By, long? Order) : TicketEvent(At, By), IDraftsOrder
{
    OrderCause IDraftsOrder.Cause => OrderCause.ByHand;
}

/// <param name="User">The user name of the person who is to answer.</param>
public sealed record OrderIssued(
    DateTimeOffset At, Author By, long Order, string User, long Message, TextHash Words, DateTimeOffset DueAt)
    : TicketEvent(At, By), ITellsOfOrder, IRecordsMessage;

public sealed record OrderAnswered(DateTimeOffset At, Author By, long Order, long Message, TextHash Words)
    : TicketEvent(At, By), ITellsOfOrder, IRecordsMessage;

public sealed record OrderAccepted(DateTimeOffset At, Author By, long Order) : TicketEvent(At, By), ITellsOfOrder;

/// <summary>The answer was not accepted; another one is due.</summary>
public sealed record OrderRepeated(
    DateTimeOffset At, Author By, long Order, string User, long Message, TextHash Words, DateTimeOffset DueAt)
    : TicketEvent(At, By), ITellsOfOrder, IRecordsMessage;

public sealed record OrderDropped(DateTimeOffset At, Author By, long Order, long Message, TextHash Words)
    : TicketEvent(At, By), ITellsOfOrder, IRecordsMessage;

/// <summary>The addressee was reminded of an order before its answer is due, or because it is late.</summary>
public sealed record OrderReminded(DateTimeOffset At, Author By, long Order, string User, DateTimeOffset DueAt, bool Late)
    : TicketEvent(At, By), ITellsOfOrder;
