using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Pages.Duty.Check;

/// <summary>The next thing that an open ticket waits for. Of several, the first in this order.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AwaitedStep>))]
public enum AwaitedStep { LateAnswer, Head, Order, Department, CallBack, Taker, Answer, PromisedDate, Resident, Resolution }

/// <summary>An open ticket of the daily check.</summary>
public sealed record CheckedTicket
{
    public required long Id { get; init; }

    public required TicketNumber Number { get; init; }

    public required string Subject { get; init; }

    public required string? Assignee { get; init; }

    public required AwaitedStep Awaits { get; init; }

    /// <summary>The time by which the step is due; null if it has none.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The codes of the departments with an open slip; null if there is none.</summary>
    public string? SlipDepartments { get; init; }

    /// <summary>The working time since the last action of a person.</summary>
    public required TimeSpan Idle { get; init; }

    /// <summary>True if nothing has happened for longer than the setting allows.</summary>
    public required bool IsStalled { get; init; }

    /// <summary>The number of times that the ticket, or a part of it, went to another person or department.</summary>
    public required int Moves { get; init; }

    /// <summary>The number of slips that departments returned.</summary>
    public required int Returns { get; init; }

    /// <summary>The tick of today; null while it is missing.</summary>
    public DailyCheck? Tick { get; init; }
}

/// <summary>A page of the daily check.</summary>
/// <param name="Open">The number of open tickets.</param>
/// <param name="Ticked">The number of them that are ticked today.</param>
/// <param name="MayTick">True for the duty lead, for supervisors, and for everybody on duty when no lead is planned.</param>
/// <param name="Lead">The user name of the duty lead; null if none is planned.</param>
public sealed record CheckView(DateOnly Day, IReadOnlyList<CheckedTicket> Tickets, int Page, bool HasMore, int Open, int Ticked,
    bool MayTick, string? Lead, IReadOnlyDictionary<string, string> StaffNames);
