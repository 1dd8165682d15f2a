using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>
/// Something that happened to a ticket. Holds ids, codes, times and hashes only, so that it may be kept for ever:
/// words and personal data live in rows that can be erased.
/// </summary>
public abstract record TicketEvent([property: JsonIgnore] DateTimeOffset At, [property: JsonIgnore] By By);

/// <summary>A cycle as an event left it.</summary>
public sealed record CycleFacts(long Id, DateTimeOffset StartedAt, DateTimeOffset DueAt, CycleState State)
{
    public static CycleFacts? Of(ResponseCycle? cycle) => cycle is null ? null : new(cycle.Id, cycle.StartedAt, cycle.DueAt, cycle.State);
}

public sealed record TicketOpened(DateTimeOffset At, By By, TicketKind Kind, ContactChannel Channel, long Message, WordsHash Words,
    CycleFacts Cycle, DateTimeOffset EnteredAt, long? LinkedTo) : TicketEvent(At, By);

public sealed record ResidentWrote(DateTimeOffset At, By By, long Message, WordsHash Words, bool Thanks, bool Reopened, CycleFacts? NewCycle,
    bool Unsure = false, long? Edits = null) : TicketEvent(At, By);

public sealed record AnswerWritten(DateTimeOffset At, By By, long Message, WordsHash Words, AnswerKind Kind, Reach Reach, bool TookIt,
    DateTimeOffset? PromisedAt, CycleFacts? Answered, Via? Via) : TicketEvent(At, By);

public sealed record AnswerDelivered(DateTimeOffset At, By By, long Message, DateTimeOffset AcceptedAt, CycleFacts? Answered, Via Via,
    CycleFacts? NewCycle, bool NowWaits) : TicketEvent(At, By);

public sealed record DeliveryFailed(DateTimeOffset At, By By, long Message, DeliveryState Outcome) : TicketEvent(At, By);

/// <summary>The channel takes nothing for this chat any more, and its resident still waits.</summary>
public sealed record ReplyWindowShut(DateTimeOffset At, By By) : TicketEvent(At, By);

public sealed record TicketTaken(DateTimeOffset At, By By) : TicketEvent(At, By);

public sealed record TicketAssigned(DateTimeOffset At, By By, string User, string? Before) : TicketEvent(At, By);

public sealed record NoteWritten(DateTimeOffset At, By By, long Message, WordsHash Words, bool CallPromised, bool Supervised = false) : TicketEvent(At, By);

public sealed record CallLogged(DateTimeOffset At, By By, long Message, WordsHash Words, DateTimeOffset CalledAt, CallDirection Direction,
    bool Reached, AnswerKind? Kind, bool TookIt, CycleFacts? Answered, CycleFacts? NewCycle) : TicketEvent(At, By);

public sealed record KindAmended(DateTimeOffset At, By By, TicketKind From, TicketKind To) : TicketEvent(At, By);

public sealed record ServiceItemAmended(DateTimeOffset At, By By, string? From, string To) : TicketEvent(At, By);

public sealed record AnonymityAmended(DateTimeOffset At, By By, Anonymity From, Anonymity To) : TicketEvent(At, By);

public sealed record DetailsConfirmed(DateTimeOffset At, By By) : TicketEvent(At, By);

/// <summary>The words went to the ticket <paramref name="To"/>, which is not told where it would say who somebody anonymous is. <paramref name="Back"/> is the state this one went back to, where they had woken it.</summary>
public sealed record MessageMovedAway(DateTimeOffset At, By By, long Message, long? To, CycleFacts? Ended, CycleFacts? NewCycle, TicketStatus? Back)
    : TicketEvent(At, By);

public sealed record MessageMovedHere(DateTimeOffset At, By By, long Message, WordsHash Words, long? From, bool Thanks, bool Reopened, CycleFacts? Ended, CycleFacts? NewCycle)
    : TicketEvent(At, By);

/// <summary>It is about this matter: no doubt any more.</summary>
public sealed record MessageSettled(DateTimeOffset At, By By, long Message) : TicketEvent(At, By);

public sealed record ChatJoined(DateTimeOffset At, By By, AddressKind Channel, Language Language) : TicketEvent(At, By);

public sealed record ChatReachChanged(DateTimeOffset At, By By, bool Reachable) : TicketEvent(At, By);

public sealed record TicketLinked(DateTimeOffset At, By By, long To) : TicketEvent(At, By);

public sealed record TicketResolved(DateTimeOffset At, By By, long Message, WordsHash Words) : TicketEvent(At, By);

public sealed record TicketClosed(DateTimeOffset At, By By) : TicketEvent(At, By);

/// <summary>Its words and who brought it are gone, so many years after it ended.</summary>
public sealed record TicketErased(DateTimeOffset At, By By, int Years) : TicketEvent(At, By);

public sealed record TicketReopened(DateTimeOffset At, By By, long Message, WordsHash Words, CycleFacts NewCycle) : TicketEvent(At, By);

public sealed record TicketCancelled(DateTimeOffset At, By By, CycleEnd Reason, long Message, WordsHash Words, CycleFacts? Ended) : TicketEvent(At, By);

public sealed record TicketRated(DateTimeOffset At, By By, int Score, WordsHash? Words) : TicketEvent(At, By);

public sealed record RatingCommented(DateTimeOffset At, By By, WordsHash Words) : TicketEvent(At, By);

public sealed record CycleMissed(DateTimeOffset At, By By, long Cycle, DateTimeOffset DueAt, DateTimeOffset NoticedAt) : TicketEvent(At, By);

public sealed record PromisePassed(DateTimeOffset At, By By, long Clock, DateTimeOffset PromisedAt) : TicketEvent(At, By);
