namespace EcomCenter.Desk.Tickets;

/// <summary>An event of a matter that was put before the head of the centre.</summary>
public interface ITellsOfReferral
{
    long Referral { get; }
}

/// <summary>The matter was put before the head of the centre.</summary>
public sealed record TicketEscalated(DateTimeOffset At, Author By, long Referral, ReferralCause Cause, long Message, TextHash Words,
    DateTimeOffset DueAt) : TicketEvent(At, By), ITellsOfReferral, IRecordsMessage;

/// <summary>The head gave an instruction. A slip or an order was made of it in the same step.</summary>
public sealed record HeadInstructed(DateTimeOffset At, Author By, long Referral, long? Slip, long? Order)
    : TicketEvent(At, By), ITellsOfReferral, IDraftsOrder
{
    OrderCause IDraftsOrder.Cause => OrderCause.Instruction;
}

/// <summary>The instruction of the head is late.</summary>
public sealed record InstructionOverdue(DateTimeOffset At, Author By, long Referral, DateTimeOffset DueAt)
    : TicketEvent(At, By), ITellsOfReferral;
