namespace EcomCenter.Desk.Tickets;

/// <summary>An event of a transfer slip.</summary>
public interface ITellsOfSlip
{
    long Slip { get; }
}

public sealed record SlipSent(
    DateTimeOffset At, Author By, long Slip, string Department, long Message, TextHash Words, DateTimeOffset DueAt)
    : TicketEvent(At, By), ITellsOfSlip, IRecordsMessage;

public sealed record SlipAccepted(DateTimeOffset At, Author By, long Slip) : TicketEvent(At, By), ITellsOfSlip;

public sealed record SlipReturned(DateTimeOffset At, Author By, long Slip, SlipReturnReason Reason, long? Order = null)
    : TicketEvent(At, By), ITellsOfSlip, IDraftsOrder
{
    OrderCause IDraftsOrder.Cause => OrderCause.SecondReturn;
}

/// <summary>The department asked for time until <paramref name="DueAt"/>.</summary>
public sealed record SlipTimeAsked(DateTimeOffset At, Author By, long Slip, long Message, TextHash Words, DateTimeOffset DueAt)
    : TicketEvent(At, By), ITellsOfSlip, IRecordsMessage;

public sealed record SlipTimeGranted(DateTimeOffset At, Author By, long Slip, DateTimeOffset DueAt) : TicketEvent(At, By), ITellsOfSlip;

/// <summary>The calendar was edited, so the department got another due time.</summary>
/// <param name="Before">The due time until then.</param>
public sealed record SlipDueRecomputed(DateTimeOffset At, Author By, long Slip, DateTimeOffset Before, DateTimeOffset DueAt)
    : TicketEvent(At, By), ITellsOfSlip;

public sealed record SlipTimeRefused(DateTimeOffset At, Author By, long Slip, long Message, TextHash Words)
    : TicketEvent(At, By), ITellsOfSlip, IRecordsMessage;

public sealed record SlipAnswered(DateTimeOffset At, Author By, long Slip, long Message, TextHash Words)
    : TicketEvent(At, By), ITellsOfSlip, IRecordsMessage;

public sealed record SlipWithdrawn(DateTimeOffset At, Author By, long Slip) : TicketEvent(At, By), ITellsOfSlip;

/// <summary>The department was reminded of a slip before it is due, or because it is late.</summary>
public sealed record SlipReminded(DateTimeOffset At, Author By, long Slip, DateTimeOffset DueAt, bool Late)
    : TicketEvent(At, By), ITellsOfSlip;
