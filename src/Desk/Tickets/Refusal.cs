using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>The reasons for which a ticket refuses an action.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RefusalReason>))]
public enum RefusalReason
{
    /// <summary>The ticket's status does not allow the action.</summary>
    WrongState,
    /// <summary>The ticket has an assignee already.</summary>
    AlreadyTaken,
    /// <summary>The resident still waits for an answer.</summary>
    Unanswered,
    /// <summary>The ticket was never resolved, so there is nothing to reopen or to rate.</summary>
    NeverResolved,
    /// <summary>More than 15 days have passed since the ticket was resolved.</summary>
    TooLate,
    /// <summary>This resolution has a rating already.</summary>
    AlreadyRated,
    /// <summary>The promised date was postponed twice already.</summary>
    RenewedTwice,
    /// <summary>A ticket cannot be linked to itself, nor its messages moved to itself.</summary>
    SameTicket,
    /// <summary>No question of staff has reached the resident, so there is nothing to wait for.</summary>
    NothingAsked,
    /// <summary>The message was answered already, so it stays with its answer.</summary>
    AlreadyAnswered,
    /// <summary>The ticket would be left without any message that needs an answer.</summary>
    OnlyMessage,
    /// <summary>The other ticket's answer is due later, so moving there would delay the answer.</summary>
    OlderClock,
    /// <summary>This resolution has no rating yet.</summary>
    NotRated,
    /// <summary>The ticket's texts were erased, so nothing can be added.</summary>
    Erased,
    /// <summary>A department has not answered its slip yet.</summary>
    OpenSlip,
    /// <summary>The department has an open slip of this ticket already.</summary>
    SlipOpen,
    /// <summary>The slip was answered, returned or withdrawn already.</summary>
    SlipEnded,
    /// <summary>The slip was accepted already.</summary>
    AlreadyAccepted,
    /// <summary>More time was asked for already and waits for the desk's word.</summary>
    TimeAsked,
    /// <summary>Nobody asked for more time.</summary>
    NoTimeAsked,
    /// <summary>No supervision order of the ticket is in a state that allows the action.</summary>
    WrongOrderState,
    /// <summary>After a bad rating nothing has reached the resident yet, so the order can't be closed.</summary>
    ResidentNotTold,
    /// <summary>No follow-up call of the ticket is to be made.</summary>
    NoFollowUp,
    /// <summary>The caller served the resident, so somebody else has to make the follow-up call.</summary>
    ServedByCaller,
    /// <summary>The matter waits for an instruction of the head already.</summary>
    AlreadyWithHead,
    /// <summary>The matter was not put before the head, or the head has given an instruction already.</summary>
    NotWithHead,
    /// <summary>An appeal is possible after the matter was not solved twice.</summary>
    NotSolvedTwice,
    /// <summary>The resident has appealed already.</summary>
    AlreadyAppealed,
}

/// <summary>The refusal of an action: the reason, and the actions that are allowed now.</summary>
public sealed record Refusal(RefusalReason Reason, TicketAction Action, TicketStatus Status, IReadOnlyList<TicketAction> Allowed);
