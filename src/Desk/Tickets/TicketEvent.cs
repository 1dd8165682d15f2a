using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>
/// A change of a ticket. It holds only ids, codes, times and hashes, so that it can be kept for ever.
/// Texts and personal data live in rows that can be erased.
/// </summary>
public abstract record TicketEvent([property: JsonIgnore] DateTimeOffset At, [property: JsonIgnore] By By);

/// <summary>A response cycle as it was after an event.</summary>
public sealed record CycleFacts(long Id, DateTimeOffset StartedAt, DateTimeOffset DueAt, CycleState State)
{
    public static CycleFacts? Of(ResponseCycle? cycle) =>
        cycle is null ? null : new(cycle.Id, cycle.StartedAt, cycle.DueAt, cycle.State);
}

public sealed record TicketOpened(DateTimeOffset At, By By, TicketKind Kind, ContactChannel Channel, long Message, WordsHash Words,
    CycleFacts Cycle, DateTimeOffset EnteredAt, long? LinkedTo) : TicketEvent(At, By);

public sealed record ResidentWrote(DateTimeOffset At, By By, long Message, WordsHash Words, bool Thanks, bool Reopened,
    CycleFacts? NewCycle, bool Unsure = false, long? Edits = null) : TicketEvent(At, By);

public sealed record AnswerWritten(DateTimeOffset At, By By, long Message, WordsHash Words, AnswerKind Kind, Reach Reach,
    bool TookIt, DateTimeOffset? PromisedAt, CycleFacts? Answered, Via? Via) : TicketEvent(At, By);

public sealed record AnswerDelivered(DateTimeOffset At, By By, long Message, DateTimeOffset AcceptedAt, CycleFacts? Answered,
    Via Via, CycleFacts? NewCycle, bool NowWaits) : TicketEvent(At, By);

public sealed record DeliveryFailed(DateTimeOffset At, By By, long Message, DeliveryState Outcome) : TicketEvent(At, By);

/// <summary>The channel accepts no more messages for the chat while the resident still waits for an answer.</summary>
public sealed record ReplyWindowShut(DateTimeOffset At, By By) : TicketEvent(At, By);

public sealed record TicketTaken(DateTimeOffset At, By By) : TicketEvent(At, By);

public sealed record TicketAssigned(DateTimeOffset At, By By, string User, string? Before) : TicketEvent(At, By);

public sealed record NoteWritten(
    DateTimeOffset At, By By, long Message, WordsHash Words, bool CallPromised, bool Supervised = false) : TicketEvent(At, By);

public sealed record CallLogged(DateTimeOffset At, By By, long Message, WordsHash Words, DateTimeOffset CalledAt,
    CallDirection Direction, bool Reached, AnswerKind? Kind, bool TookIt, CycleFacts? Answered, CycleFacts? NewCycle) : TicketEvent(At, By);

public sealed record KindAmended(DateTimeOffset At, By By, TicketKind From, TicketKind To) : TicketEvent(At, By);

public sealed record ServiceItemAmended(DateTimeOffset At, By By, string? From, string To) : TicketEvent(At, By);

public sealed record AnonymityAmended(DateTimeOffset At, By By, Anonymity From, Anonymity To) : TicketEvent(At, By);

public sealed record DetailsConfirmed(DateTimeOffset At, By By) : TicketEvent(At, By);

/// <summary>A message was moved from this ticket to another one.</summary>
/// <param name="To">The other ticket; null where the link would reveal the identity of an anonymous resident.</param>
/// <param name="Back">The status that the ticket returned to, when the message had reopened it.</param>
public sealed record MessageMovedAway(
    DateTimeOffset At, By By, long Message, long? To, CycleFacts? Ended, CycleFacts? NewCycle, TicketStatus? Back)
    : TicketEvent(At, By);

/// <summary>A message was moved from another ticket to this one.</summary>
/// <param name="From">The other ticket; null where the link would reveal the identity of an anonymous resident.</param>
public sealed record MessageMovedHere(
    DateTimeOffset At, By By, long Message, WordsHash Words, long? From, bool Thanks, bool Reopened,
    CycleFacts? Ended, CycleFacts? NewCycle)
    : TicketEvent(At, By);

/// <summary>The resident confirmed that an uncertain message is about this ticket.</summary>
public sealed record MessageSettled(DateTimeOffset At, By By, long Message) : TicketEvent(At, By);

public sealed record ChatJoined(DateTimeOffset At, By By, AddressKind Channel, Language Language) : TicketEvent(At, By);

public sealed record ChatReachChanged(DateTimeOffset At, By By, bool Reachable) : TicketEvent(At, By);

public sealed record TicketLinked(DateTimeOffset At, By By, long To) : TicketEvent(At, By);

public sealed record TicketResolved(DateTimeOffset At, By By, long Message, WordsHash Words) : TicketEvent(At, By);

public sealed record TicketClosed(DateTimeOffset At, By By) : TicketEvent(At, By);

/// <summary>Texts and identity were erased, <paramref name="Years"/> years after the ticket was closed.</summary>
public sealed record TicketErased(DateTimeOffset At, By By, int Years) : TicketEvent(At, By);

public sealed record TicketReopened(DateTimeOffset At, By By, long Message, WordsHash Words, CycleFacts NewCycle)
    : TicketEvent(At, By);

public sealed record TicketCancelled(DateTimeOffset At, By By, CycleEnd Reason, long Message, WordsHash Words, CycleFacts? Ended)
    : TicketEvent(At, By);

public sealed record TicketRated(DateTimeOffset At, By By, int Score, WordsHash? Words) : TicketEvent(At, By);

public sealed record RatingCommented(DateTimeOffset At, By By, WordsHash Words) : TicketEvent(At, By);

public sealed record CycleMissed(DateTimeOffset At, By By, long Cycle, DateTimeOffset DueAt, DateTimeOffset NoticedAt)
    : TicketEvent(At, By);

public sealed record PromisePassed(DateTimeOffset At, By By, long Clock, DateTimeOffset PromisedAt) : TicketEvent(At, By);
