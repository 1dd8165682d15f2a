using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>
/// The row of a ticket as its events alone tell it. The events do not say with which language, service item and anonymity it was opened,
/// so these are known only after an event that changed them. Flags that depend on the delivery of messages are left out.
/// </summary>
internal sealed class TicketReplay
{
    private DateTimeOffset? _lastResolution;

    public TicketKind Kind { get; private set; }

    public TicketStatus Status { get; private set; }

    /// <summary>True after a call that may have told the resident an earlier question: the events do not say if it did.</summary>
    public bool MayWaitForResident { get; private set; }

    public string? Department { get; private set; }

    public string? ServiceItem { get; private set; }

    public Language? Language { get; private set; }

    public Anonymity? Anonymity { get; private set; }

    public string? Assignee { get; private set; }

    public DateTimeOffset? ReceivedAt { get; private set; }

    public DateTimeOffset? EnteredAt { get; private set; }

    public DateTimeOffset? UpdatedAt { get; private set; }

    public DateTimeOffset? LastWorkedAt { get; private set; }

    public DateTimeOffset? ResolvedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    public DateTimeOffset? ErasedAt { get; private set; }

    public int? ErasedAfterYears { get; private set; }

    public bool NeedsSupervisor { get; private set; }

    public int NotSolvedCount { get; private set; }

    public int Urged { get; private set; }

    public static TicketReplay From(TicketHistory history)
    {
        var replay = new TicketReplay { Department = history.StoredEvents is [var opening, ..] ? opening.Department : null };
        foreach (var happened in history.Events) replay.Apply(happened);
        return replay;
    }

    private void Apply(TicketEvent happened)
    {
        UpdatedAt = happened.At;
        if (happened.By.Kind is AuthorKind.Staff or AuthorKind.Service) LastWorkedAt = happened.At;
        if (happened is TicketUrged urged) Urged = urged.Times;
        else if (StartsCycle(happened)) Urged = 0;
        ApplyDetails(happened);
        ApplyAssignee(happened);
        ApplyStatus(happened);
        ApplyResult(happened);
    }

    /// <summary>True for an event with which another response cycle began. A corrected clock only moves the one that runs.</summary>
    private static bool StartsCycle(TicketEvent happened) => happened is TicketOpened or TicketReopened
        or ResidentWrote { NewCycle: not null } or AnswerDelivered { NewCycle: not null } or DeliveryFailed { NewCycle: not null }
        or CallLogged { NewCycle: not null } or MessageMovedAway { NewCycle: not null } or MessageMovedHere { NewCycle: not null }
        or FollowUpCalled { NewCycle: not null };

    private void ApplyDetails(TicketEvent happened)
    {
        switch (happened)
        {
            case TicketOpened e: (Kind, EnteredAt, ReceivedAt) = (e.Kind, e.EnteredAt, e.Cycle.StartedAt); break;
            case KindAmended e: Kind = e.To; break;
            case ServiceItemAmended e: ServiceItem = e.To; break;
            case LanguageAmended e: Language = e.To; break;
            case ChatJoined e: Language = e.Language; break;
            case AnonymityAmended e: Anonymity = e.To; break;
            case DepartmentAmended e: Department = e.To; break;
            case DetailsConfirmed e: ConfirmedAt ??= e.At; break;
            case TicketErased e: (ErasedAt, ErasedAfterYears) = (e.At, e.Years); break;
        }
    }

    private void ApplyAssignee(TicketEvent happened)
    {
        var user = happened.By.Kind is AuthorKind.Staff ? happened.By.Code : null;
        switch (happened)
        {
            case TicketTaken: Assignee = user ?? Assignee; break;
            case AnswerWritten { TookIt: true } or CallLogged { TookIt: true }: Assignee ??= user; break;
            case TicketAssigned e: Assignee = e.User; break;
            case IdleTicketReturned or DepartmentAmended { Unassigned: true }: Assignee = null; break;
        }
    }

    private void ApplyStatus(TicketEvent happened)
    {
        switch (happened)
        {
            case TicketTaken when Status is TicketStatus.New: MoveTo(TicketStatus.InProgress); break;
            case AnswerWritten e: ApplyAnswer(e); break;
            case CallLogged e: ApplyCall(e); break;
            case AnswerDelivered { NowWaits: true }: MoveTo(TicketStatus.WaitingForResident); break;
            case ResidentWrote { Thanks: false, Reopened: var reopened }: ApplyWords(reopened); break;
            case MessageMovedHere { Thanks: false, Reopened: var reopened }: ApplyWords(reopened); break;
            case MessageMovedAway { Back: { } back }: Restore(back); break;
            case DeliveryFailed { NewCycle: not null } when Status is TicketStatus.WaitingForResident || MayWaitForResident:
                MoveTo(TicketStatus.InProgress);
                break;
            case TicketReopened e: Reopen(isNotSolved: e.By.Kind is AuthorKind.Resident); break;
            case FollowUpCalled { NewCycle: not null }: Reopen(isNotSolved: true); break;
            case TicketResolved: MoveTo(TicketStatus.Resolved); break;
            case TicketClosed or TicketCancelled: MoveTo(TicketStatus.Closed); break;
        }
    }

    private void ApplyResult(TicketEvent happened)
    {
        switch (happened)
        {
            case TicketResolved e: (ResolvedAt, _lastResolution, NeedsSupervisor) = (e.At, e.At, false); break;
            case TicketClosed or TicketCancelled: ClosedAt = happened.At; break;
            case TimesCorrected { ResolvedAt: null, ClosedAt: null }: break;
            case TimesCorrected e: (ResolvedAt, ClosedAt) = (e.ResolvedAt, e.ClosedAt); break;
            case TicketRated e: NeedsSupervisor |= e.Score <= RatingScore.MaxUnsatisfied; break;
            case NoteWritten { Supervised: true } or TicketErased: NeedsSupervisor = false; break;
        }
    }

    private void ApplyAnswer(AnswerWritten answer)
    {
        if (answer.TookIt) MoveTo(TicketStatus.InProgress);
        var isDelivered = answer.Via is not null || answer.Reach is Reach.Track;
        if (isDelivered && answer.Kind is AnswerKind.NeedFromYou && Status is TicketStatus.InProgress)
            MoveTo(TicketStatus.WaitingForResident);
    }

    private void ApplyCall(CallLogged call)
    {
        if (call.TookIt) MoveTo(TicketStatus.InProgress);
        if (call is not { Reached: true, NewCycle: null } || Status is not TicketStatus.InProgress) return;
        if (call.Kind is AnswerKind.NeedFromYou) MoveTo(TicketStatus.WaitingForResident);
        else MayWaitForResident = true;
    }

    private void ApplyWords(bool hasReopened)
    {
        if (hasReopened) (ResolvedAt, NotSolvedCount) = (null, NotSolvedCount + 1);
        if (Status is TicketStatus.WaitingForResident or TicketStatus.Resolved || MayWaitForResident) MoveTo(TicketStatus.InProgress);
    }

    private void Reopen(bool isNotSolved)
    {
        (ResolvedAt, ClosedAt) = (null, null);
        if (isNotSolved) NotSolvedCount++;
        MoveTo(TicketStatus.InProgress);
    }

    private void Restore(TicketStatus before)
    {
        if (before is TicketStatus.Resolved) (ResolvedAt, NotSolvedCount) = (_lastResolution, Math.Max(0, NotSolvedCount - 1));
        MoveTo(before);
    }

    private void MoveTo(TicketStatus status) => (Status, MayWaitForResident) = (status, false);
}
