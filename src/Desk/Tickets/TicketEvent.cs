using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>
/// A change of a ticket. It holds only ids, codes, times and hashes, so that it can be kept for ever.
/// Texts and personal data live in rows that can be erased.
/// </summary>
public abstract record TicketEvent([property: JsonIgnore] DateTimeOffset At, [property: JsonIgnore] Author By);

/// <summary>An event that added a message to the ticket. The hash of its text stays when the text is erased.</summary>
public interface IRecordsMessage
{
    long Message { get; }

    TextHash Words { get; }
}

/// <summary>An event of a transfer slip.</summary>
public interface ITellsOfSlip
{
    long Slip { get; }
}

/// <summary>An event of an issued supervision order.</summary>
public interface ITellsOfOrder
{
    long Order { get; }
}

/// <summary>An event of a matter that was put before the head of the centre.</summary>
public interface ITellsOfReferral
{
    long Referral { get; }
}

/// <summary>An event that may have drafted a supervision order.</summary>
public interface IDraftsOrder
{
    /// <summary>The order; null when none was drafted.</summary>
    long? Order { get; }

    OrderCause Cause { get; }
}

/// <summary>A response cycle as it was after an event.</summary>
public sealed record CycleSnapshot(long Id, DateTimeOffset StartedAt, DateTimeOffset DueAt, CycleState State)
{
    public static CycleSnapshot? From(ResponseCycle? cycle) =>
        cycle is null ? null : new(cycle.Id, cycle.StartedAt, cycle.DueAt, cycle.State);
}

public sealed record TicketOpened(DateTimeOffset At, Author By, TicketKind Kind, ContactChannel Channel, long Message, TextHash Words,
    CycleSnapshot Cycle, DateTimeOffset EnteredAt, long? LinkedTo) : TicketEvent(At, By), IRecordsMessage;

public sealed record ResidentWrote(DateTimeOffset At, Author By, long Message, TextHash Words, bool Thanks, bool Reopened,
    CycleSnapshot? NewCycle, bool Unsure = false, long? Edits = null) : TicketEvent(At, By), IRecordsMessage;

public sealed record AnswerWritten(DateTimeOffset At, Author By, long Message, TextHash Words, AnswerKind Kind, Reach Reach,
    bool TookIt, DateTimeOffset? PromisedAt, CycleSnapshot? Answered, AnsweredVia? Via) : TicketEvent(At, By), IRecordsMessage;

public sealed record AnswerDelivered(DateTimeOffset At, Author By, long Message, DateTimeOffset AcceptedAt, CycleSnapshot? Answered,
    AnsweredVia Via, CycleSnapshot? NewCycle, bool NowWaits) : TicketEvent(At, By);

/// <summary>A message did not reach the resident.</summary>
/// <param name="NewCycle">Started where the message had counted as an answer before the channel told that it did not arrive.</param>
public sealed record DeliveryFailed(DateTimeOffset At, Author By, long Message, DeliveryState Outcome, CycleSnapshot? NewCycle = null)
    : TicketEvent(At, By);

/// <summary>A message that had not reached the resident is sent again, because the resident came back to the chat.</summary>
public sealed record DeliveryResumed(DateTimeOffset At, Author By, long Message) : TicketEvent(At, By);

/// <summary>The channel accepts no more messages for the chat while the resident still waits for an answer.</summary>
public sealed record ReplyWindowShut(DateTimeOffset At, Author By) : TicketEvent(At, By);

public sealed record TicketTaken(DateTimeOffset At, Author By) : TicketEvent(At, By);

/// <summary>Nothing happened with a taken ticket for so many working hours that it returned to the desk.</summary>
/// <param name="User">The user name of the person who had it.</param>
public sealed record IdleTicketReturned(DateTimeOffset At, Author By, string User, int Hours) : TicketEvent(At, By);

public sealed record TicketAssigned(DateTimeOffset At, Author By, string User, string? Before) : TicketEvent(At, By);

public sealed record NoteWritten(
    DateTimeOffset At, Author By, long Message, TextHash Words, bool CallPromised, bool Supervised = false)
    : TicketEvent(At, By), IRecordsMessage;

public sealed record CallLogged(DateTimeOffset At, Author By, long Message, TextHash Words, DateTimeOffset CalledAt,
    CallDirection Direction, bool Reached, AnswerKind? Kind, bool TookIt, CycleSnapshot? Answered,
    CycleSnapshot? NewCycle) : TicketEvent(At, By), IRecordsMessage;

/// <summary>The resident wished to talk to a person and is to be called.</summary>
public sealed record CallRequested(DateTimeOffset At, Author By) : TicketEvent(At, By);

public sealed record KindAmended(DateTimeOffset At, Author By, TicketKind From, TicketKind To) : TicketEvent(At, By);

public sealed record ServiceItemAmended(DateTimeOffset At, Author By, string? From, string To) : TicketEvent(At, By);

/// <summary>The resident urged an answer.</summary>
/// <param name="Times">The number of times since the response cycle began, this one included.</param>
public sealed record TicketUrged(DateTimeOffset At, Author By, int Times) : TicketEvent(At, By)
{
    /// <summary>The number of times after which supervisors are told.</summary>
    public const int TimesForSupervisor = 3;

    /// <summary>The time within which it is not counted again.</summary>
    public static readonly TimeSpan SameUrging = TimeSpan.FromMinutes(10);
}

/// <param name="Unassigned">True if the assignee lost the ticket, because they may not read those of the new department.</param>
public sealed record DepartmentAmended(DateTimeOffset At, Author By, string? From, string To, bool Unassigned) : TicketEvent(At, By);

/// <summary>Everything that is sent to the resident from now on is in that language.</summary>
public sealed record LanguageAmended(DateTimeOffset At, Author By, Language From, Language To) : TicketEvent(At, By);

public sealed record AnonymityAmended(DateTimeOffset At, Author By, Anonymity From, Anonymity To) : TicketEvent(At, By);

public sealed record DetailsConfirmed(DateTimeOffset At, Author By) : TicketEvent(At, By);

/// <summary>A message was moved from this ticket to another one.</summary>
/// <param name="To">The other ticket; null where the link would reveal the identity of an anonymous resident.</param>
/// <param name="Back">The status that the ticket returned to, when the message had reopened it.</param>
public sealed record MessageMovedAway(
    DateTimeOffset At, Author By, long Message, long? To, CycleSnapshot? Ended, CycleSnapshot? NewCycle, TicketStatus? Back)
    : TicketEvent(At, By);

/// <summary>A message was moved from another ticket to this one.</summary>
/// <param name="From">The other ticket; null where the link would reveal the identity of an anonymous resident.</param>
public sealed record MessageMovedHere(
    DateTimeOffset At, Author By, long Message, TextHash Words, long? From, bool Thanks, bool Reopened,
    CycleSnapshot? Ended, CycleSnapshot? NewCycle)
    : TicketEvent(At, By), IRecordsMessage;

/// <summary>The resident confirmed that an uncertain message is about this ticket.</summary>
public sealed record MessageSettled(DateTimeOffset At, Author By, long Message) : TicketEvent(At, By);

public sealed record ChatJoined(DateTimeOffset At, Author By, ContactChannel Channel, Language Language) : TicketEvent(At, By);

public sealed record ChatReachChanged(DateTimeOffset At, Author By, bool Reachable) : TicketEvent(At, By);

public sealed record TicketLinked(DateTimeOffset At, Author By, long To) : TicketEvent(At, By);

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

/// <param name="Skipped">Lower levels of warning that were overtaken or did not fit; null when there are none.</param>
/// <param name="Overtaken">True if a higher level warns in place of this one, because both were due when that was noticed.</param>
public sealed record CycleMissed(DateTimeOffset At, Author By, long Cycle, DateTimeOffset DueAt, DateTimeOffset NoticedAt,
    IReadOnlyList<SkippedLevel>? Skipped = null, bool Overtaken = false, long? Order = null) : TicketEvent(At, By), IDraftsOrder
{
    OrderCause IDraftsOrder.Cause => OrderCause.Missed;
}

/// <summary>A level of warning besides the miss was raised for a response cycle.</summary>
/// <param name="LevelAt">The time at which the level was due, however late it was noticed.</param>
/// <param name="Skipped">Lower levels that were overtaken or did not fit; null when there are none.</param>
public sealed record LevelRaised(DateTimeOffset At, Author By, long Cycle, string Level, DateTimeOffset LevelAt, DateTimeOffset DueAt,
    IReadOnlyList<SkippedLevel>? Skipped = null) : TicketEvent(At, By);

/// <summary>A level of warning of which nobody was told.</summary>
public sealed record SkippedLevel(string Level, DateTimeOffset LevelAt)
{
    internal static IReadOnlyList<SkippedLevel>? ListFrom(IEnumerable<RaisedEscalation> taken)
    {
        List<SkippedLevel> skipped = [.. taken.Where(level => level.IsSkipped).Select(level => new SkippedLevel(level.Level, level.DueAt))];
        return skipped.Count == 0 ? null : skipped;
    }
}

/// <summary>Times that a doubted clock had given to the ticket were moved to the true ones.</summary>
public sealed record TimesCorrected(DateTimeOffset At, Author By, CycleSnapshot? Ended, CycleSnapshot? NewCycle,
    DateTimeOffset? ResolvedAt, DateTimeOffset? ClosedAt) : TicketEvent(At, By)
{
    /// <summary>The open slips that were moved; null if there are none.</summary>
    public IReadOnlyList<CorrectedStart>? Slips { get; init; }

    /// <summary>The open matters before the head that were moved; null if there are none.</summary>
    public IReadOnlyList<CorrectedStart>? Referrals { get; init; }
}

/// <summary>The true times of a slip or of a matter before the head.</summary>
/// <param name="StartedAt">The time at which it was handed over or put before the head.</param>
public sealed record CorrectedStart(long Id, DateTimeOffset StartedAt, DateTimeOffset DueAt);

/// <summary>The calendar was edited, so an open cycle in working time got another due time.</summary>
/// <param name="Before">The due time until then.</param>
public sealed record DueRecomputed(DateTimeOffset At, Author By, DateTimeOffset Before, CycleSnapshot Cycle) : TicketEvent(At, By);

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

/// <summary>The ticket was drawn for a follow-up call.</summary>
public sealed record FollowUpDrawn(DateTimeOffset At, Author By, long FollowUp, FollowUpCause Cause) : TicketEvent(At, By);

/// <param name="Solved">The resident's word; null when nobody was reached.</param>
/// <param name="NewCycle">Started when the matter is not solved.</param>
public sealed record FollowUpCalled(DateTimeOffset At, Author By, long FollowUp, long Message, TextHash Words, bool Reached, bool? Solved,
    int? Score, CycleSnapshot? NewCycle) : TicketEvent(At, By), IRecordsMessage;

/// <summary>The matter went on without the follow-up call.</summary>
public sealed record FollowUpEnded(DateTimeOffset At, Author By, long FollowUp) : TicketEvent(At, By);

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

public sealed record PromisePassed(
    DateTimeOffset At, Author By, [property: JsonPropertyName("clock")] long PromisedDateId, DateTimeOffset PromisedAt)
    : TicketEvent(At, By);
