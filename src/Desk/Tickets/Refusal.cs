using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>Why the ticket says no.</summary>
[JsonConverter(typeof(CamelCaseEnum<RefusalReason>))]
public enum RefusalReason
{
    /// <summary>The action does not exist in this state.</summary>
    WrongState,
    /// <summary>Somebody has it already.</summary>
    AlreadyTaken,
    /// <summary>The resident still waits for an answer.</summary>
    Unanswered,
    /// <summary>It ended without being resolved, so there is nothing to reopen or to rate.</summary>
    NeverResolved,
    /// <summary>More than 15 days after resolving.</summary>
    TooLate,
    /// <summary>This closing was rated.</summary>
    AlreadyRated,
    /// <summary>A promised date was put off twice already.</summary>
    RenewedTwice,
    /// <summary>A ticket is not linked to itself.</summary>
    SameTicket,
    /// <summary>Nothing that we asked has reached the resident, so there is nothing to wait for.</summary>
    NothingAsked,
    /// <summary>An answer was written since: it stays with what was answered.</summary>
    AlreadyAnswered,
    /// <summary>It is all that was said of this matter.</summary>
    OnlyMessage,
    /// <summary>The other matter promised its answer for later: moving there would put the answer off.</summary>
    OlderClock,
    /// <summary>This closing has not been rated.</summary>
    NotRated,
    /// <summary>Its words were erased; nothing is added to it any more.</summary>
    Erased,
}

/// <summary>An expected "no": the reason, and what could be done instead now.</summary>
public sealed record Refusal(RefusalReason Reason, TicketAction Action, TicketStatus Status, IReadOnlyList<TicketAction> Allowed);
