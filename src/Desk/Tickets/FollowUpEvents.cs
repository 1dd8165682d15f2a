namespace EcomCenter.Desk.Tickets;

/// <summary>The ticket was drawn for a follow-up call.</summary>
public sealed record FollowUpDrawn(DateTimeOffset At, Author By, long FollowUp, FollowUpCause Cause) : TicketEvent(At, By);

/// <param name="Solved">The resident's word; null when nobody was reached.</param>
/// <param name="NewCycle">Started when the matter is not solved.</param>
public sealed record FollowUpCalled(DateTimeOffset At, Author By, long FollowUp, long Message, TextHash Words, bool Reached, bool? Solved,
    int? Score, CycleSnapshot? NewCycle) : TicketEvent(At, By), IRecordsMessage;

/// <summary>The matter went on without the follow-up call.</summary>
public sealed record FollowUpEnded(DateTimeOffset At, Author By, long FollowUp) : TicketEvent(At, By);
