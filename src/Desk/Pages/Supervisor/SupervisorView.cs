using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Reading.Surges;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Pages.Supervisor;

/// <summary>The grouping of the list: by the people or by the departments that act.</summary>
public enum UrgentGrouping { Person, Department }

/// <summary>A ticket whose promise was missed or will be, as the page lists it.</summary>
public sealed record UrgentTicket
{
    public required TicketNumber Number { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required CycleState CycleState { get; init; }

    public string? Assignee { get; init; }

    public string? Department { get; init; }

    public string? SlipDepartments { get; init; }

    public DateTimeOffset? SlipDueAt { get; init; }

    /// <summary>The holders that the row shows.</summary>
    public string Holders => TicketHolders.Format(Assignee, SlipDepartments);

    /// <summary>The number of times that the resident urged the answer that is owed.</summary>
    public int Urged { get; init; }
}

/// <summary>Tickets with the same person or department, the most urgent first.</summary>
/// <param name="Key">The user name or the code; null where nobody acts yet.</param>
public sealed record UrgentGroup(string? Key, string? Name, IReadOnlyList<UrgentTicket> Tickets);

/// <summary>A supervision order that has not ended, as the page lists it.</summary>
/// <param name="UserName">The name of the person who is to answer; null while it is a draft.</param>
public sealed record OpenOrder(
    long Number, TicketNumber Ticket, string Subject, OrderCause Cause, OrderState State, string? UserName, DateTimeOffset DraftedAt,
    DateTimeOffset? IssuedAt, DateTimeOffset? DueAt);

/// <summary>The open tickets of a person or a department.</summary>
public sealed record Load(string? Key, string? Name, int Open, int Missed, int DueToday);

/// <summary>Everything that the supervisor's page shows, true for one moment.</summary>
public sealed record SupervisorView
{
    public required SupervisorAddress Address { get; init; }

    /// <summary>The newest event that the view knows.</summary>
    public required long Sequence { get; init; }

    public required QueueFigures Queue { get; init; }

    public required Trend Trend { get; init; }

    /// <summary>The month whose report was made in the last days; null if there is none.</summary>
    public DateOnly? NewReport { get; init; }

    /// <summary>Questions that several people ask at the same time.</summary>
    public required IReadOnlyList<Surge> Surges { get; init; }

    /// <summary>The listed tickets that are due in the next four hours, by who has them.</summary>
    public required IReadOnlyList<UrgentGroup> DueSoon { get; init; }

    public required IReadOnlyList<UrgentGroup> Groups { get; init; }

    /// <summary>True if there are more urgent tickets than the page lists.</summary>
    public required bool HasMore { get; init; }

    public required IReadOnlyList<Load> PersonLoads { get; init; }

    public required IReadOnlyList<Load> DepartmentLoads { get; init; }

    /// <summary>Active colleagues to whom tickets can be assigned.</summary>
    public required IReadOnlyList<AssignableColleague> Colleagues { get; init; }

    /// <summary>Supervision orders that wait for somebody: late and answered ones first, then drafts.</summary>
    public required IReadOnlyList<OpenOrder> Orders { get; init; }

    /// <summary>The number of orders that wait for a supervisor: drafts, answers, and those that are late.</summary>
    public required int WaitingOrders { get; init; }

    /// <summary>The receivers of warnings whom nobody is named for, so that supervisors are told.</summary>
    public required IReadOnlyList<WarningReceiver> UnnamedReceivers { get; init; }

    public bool IsCalm => Queue.Missed + Queue.DueSoon + Queue.LateSlips + Queue.CallBacks + Queue.NotSatisfied + Queue.Urged
        + WaitingOrders == 0;
}
