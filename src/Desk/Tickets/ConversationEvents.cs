using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

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

public sealed record NoteWritten(
    DateTimeOffset At, Author By, long Message, TextHash Words, bool CallPromised, bool Supervised = false)
    : TicketEvent(At, By), IRecordsMessage;

public sealed record CallLogged(DateTimeOffset At, Author By, long Message, TextHash Words, DateTimeOffset CalledAt,
    CallDirection Direction, bool Reached, AnswerKind? Kind, bool TookIt, CycleSnapshot? Answered,
    CycleSnapshot? NewCycle) : TicketEvent(At, By), IRecordsMessage;

/// <summary>The resident wished to talk to a person and is to be called.</summary>
public sealed record CallRequested(DateTimeOffset At, Author By) : TicketEvent(At, By);

/// <summary>The resident urged an answer.</summary>
/// <param name="Times">The number of times since the response cycle began, this one included.</param>
public sealed record TicketUrged(DateTimeOffset At, Author By, int Times) : TicketEvent(At, By)
{
    /// <summary>The number of times after which supervisors are told.</summary>
    public const int TimesForSupervisor = 3;

    /// <summary>The time within which it is not counted again.</summary>
    public static readonly TimeSpan SameUrging = TimeSpan.FromMinutes(10);
}

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
