using EcomCenter.Contracts;
using static EcomCenter.Contracts.TicketStatus;

namespace EcomCenter.Desk.Tickets;

/// <summary>
/// The status transitions of a ticket: one table, which every action obeys. An action records its event or returns the refusal.
/// </summary>
public sealed partial class Ticket
{
    /// <summary>The period after resolving in which a ticket can be reopened or rated. After it the ticket closes automatically.</summary>
    public static readonly TimeSpan ReopenPeriod = TimeSpan.FromDays(15);

    /// <summary>The time that a resident has to confirm kind and details in the chat. After it the ticket counts as complete.</summary>
    public static readonly TimeSpan ConfirmationPeriod = TimeSpan.FromMinutes(10);

    private static readonly TicketStatus[] AnyStatus = [New, InProgress, WaitingForResident, Resolved, Closed];
    private static readonly TicketStatus[] NotClosed = [New, InProgress, WaitingForResident, Resolved];
    private static readonly TicketStatus[] BeforeResolving = [New, InProgress, WaitingForResident];

    private static readonly Dictionary<TicketAction, TicketStatus[]> AllowedFrom = new()
    {
        // A message about a closed ticket opens a new one, linked to it.
        [TicketAction.Write] = AnyStatus,
        [TicketAction.Take] = BeforeResolving,
        [TicketAction.Assign] = BeforeResolving,
        [TicketAction.Answer] = NotClosed,
        [TicketAction.Note] = AnyStatus,
        [TicketAction.Link] = AnyStatus,
        [TicketAction.Call] = NotClosed,
        [TicketAction.Amend] = NotClosed,
        [TicketAction.Resolve] = BeforeResolving,
        [TicketAction.Close] = [Resolved],
        [TicketAction.Reopen] = [Resolved, Closed],
        [TicketAction.Cancel] = NotClosed,
        [TicketAction.Rate] = [Resolved, Closed],
        [TicketAction.Move] = NotClosed,
        [TicketAction.Split] = NotClosed,
        [TicketAction.Reroute] = NotClosed,
        [TicketAction.Transfer] = BeforeResolving,
        [TicketAction.AcceptSlip] = NotClosed,
        [TicketAction.ReturnSlip] = NotClosed,
        [TicketAction.ExtendSlip] = NotClosed,
        [TicketAction.GrantTime] = NotClosed,
        [TicketAction.RefuseTime] = NotClosed,
        [TicketAction.AnswerSlip] = NotClosed,
        [TicketAction.WithdrawSlip] = NotClosed,
        [TicketAction.FollowUp] = [Resolved, Closed],
        [TicketAction.Escalate] = NotClosed,
        [TicketAction.Appeal] = NotClosed,
        [TicketAction.Instruct] = AnyStatus,
        [TicketAction.DraftOrder] = AnyStatus,
        [TicketAction.IssueOrder] = AnyStatus,
        [TicketAction.AnswerOrder] = AnyStatus,
        [TicketAction.AcceptOrder] = AnyStatus,
        [TicketAction.RepeatOrder] = AnyStatus,
        [TicketAction.DropOrder] = AnyStatus,
    };

    /// <summary>The actions that the table allows in a status, regardless of the actor.</summary>
    public static IReadOnlyList<TicketAction> ActionsAllowedIn(TicketStatus status) =>
        [.. AllowedFrom.Where(row => row.Value.Contains(status)).Select(row => row.Key)];

    /// <summary>The actions that this ticket allows at a time, regardless of the actor.</summary>
    public IReadOnlyList<TicketAction> ActionsAllowedAt(DateTimeOffset now) =>
        [.. AllowedFrom.Keys.Where(action => RefusalReasonFor(action, now) is null)];

    /// <summary>The reason to refuse an action that follows from the ticket alone; null when it is allowed.</summary>
    public RefusalReason? RefusalReasonFor(TicketAction action, DateTimeOffset now) => action switch
    {
        _ when ErasedAt is not null => RefusalReason.Erased,
        _ when !AllowedFrom[action].Contains(Status) => RefusalReason.WrongState,
        TicketAction.Take when Status is not New && Assignee is not null => RefusalReason.AlreadyTaken,
        TicketAction.Resolve when UnansweredCycle is not null => RefusalReason.Unanswered,
        TicketAction.Resolve when _slips.Exists(s => s.IsOpen) => RefusalReason.OpenSlip,
        TicketAction.Reopen or TicketAction.Rate when ResolvedAt is null => RefusalReason.NeverResolved,
        TicketAction.Reopen or TicketAction.Rate when !IsWithinReopenPeriod(now) => RefusalReason.TooLate,
        TicketAction.Rate when CurrentRating is not null => RefusalReason.AlreadyRated,
        TicketAction.Escalate when OpenReferral is not null => RefusalReason.AlreadyWithHead,
        TicketAction.Instruct when OpenReferral is null => RefusalReason.NotWithHead,
        TicketAction.Appeal when NotSolvedCount < NotSolvedForAppeal => RefusalReason.NotSolvedTwice,
        TicketAction.Appeal when _referrals.Exists(r => r.Cause is ReferralCause.Appeal) => RefusalReason.AlreadyAppealed,
        TicketAction.FollowUp when WaitingFollowUp is null => RefusalReason.NoFollowUp,
        TicketAction.FollowUp when !IsWithinReopenPeriod(now) => RefusalReason.TooLate,
        TicketAction.AcceptSlip or TicketAction.ReturnSlip or TicketAction.ExtendSlip or TicketAction.GrantTime or TicketAction.RefuseTime
            or TicketAction.AnswerSlip or TicketAction.WithdrawSlip when !_slips.Exists(s => s.RefusalReasonFor(action) is null)
            => RefusalReason.SlipEnded,
        TicketAction.IssueOrder or TicketAction.AnswerOrder or TicketAction.AcceptOrder or TicketAction.RepeatOrder
            or TicketAction.DropOrder when !_orders.Exists(o => o.RefusalReasonFor(action) is null) => RefusalReason.WrongOrderState,
        _ => null,
    };

    private Refusal? RefusalFor(TicketAction action, ChangeContext context) =>
        RefusalReasonFor(action, context.Now) is { } reason ? CreateRefusal(action, reason, context) : null;

    private Refusal CreateRefusal(TicketAction action, RefusalReason reason, ChangeContext context) =>
        new(reason, action, Status, ActionsAllowedAt(context.Now));

    private bool IsWithinReopenPeriod(DateTimeOffset now) => ResolvedAt is { } resolved && now - resolved <= ReopenPeriod;

    /// <summary>
    /// Sets the status to waiting for the resident. Required: a question was delivered, and no message of the resident is unanswered.
    /// No other method sets this status.
    /// </summary>
    internal Refusal? WaitForResident(Message? question, ChangeContext context)
    {
        if (question is not { Kind: MessageKind.NeedFromYou, Delivery: DeliveryState.Sent })
            return CreateRefusal(TicketAction.Answer, RefusalReason.NothingAsked, context);
        if (UnansweredCycle is not null) return CreateRefusal(TicketAction.Answer, RefusalReason.Unanswered, context);
        if (Status is not InProgress) return CreateRefusal(TicketAction.Answer, RefusalReason.WrongState, context);
        Status = WaitingForResident;
        return null;
    }

    private void Record(TicketEvent ticketEvent)
    {
        _pendingEvents.Add(ticketEvent);
        Version++;
        UpdatedAt = ticketEvent.At;
        if (ticketEvent.By.Kind is AuthorKind.Staff or AuthorKind.Service) LastWorkedAt = ticketEvent.At;
        var latest = LatestCycle;
        latest.ScheduleCheck(IsAnswerBeingSent(latest));
        (DueAt, CycleState, Unanswered) = (latest.DueAt, latest.State, latest.Unanswered);
    }
}
