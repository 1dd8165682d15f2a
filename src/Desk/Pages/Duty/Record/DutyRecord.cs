using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Pages.Duty.Record;

/// <summary>A ticket that came in on the day, with what came of it until now.</summary>
public sealed record DayTicket
{
    public required TicketNumber Number { get; init; }

    public required string Subject { get; init; }

    public required TicketKind Kind { get; init; }

    public required ContactChannel Channel { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required TicketStatus Status { get; init; }

    public required bool Unanswered { get; init; }

    public required CycleState CycleState { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public string? Assignee { get; init; }

    public string? SlipDepartments { get; init; }
}

/// <summary>The actions of one person on the day.</summary>
/// <param name="User">The user name.</param>
public sealed record DayWork(string User, int Taken, int Answered, int Called, int HandedOver, int Resolved);

/// <summary>A handover that began on the day.</summary>
/// <param name="Settled">The number of promises that nobody needs to accept any more, for example because they were kept meanwhile.</param>
/// <param name="ToLead">The number of promises that the duty lead got, because nobody was there.</param>
public sealed record DayHandover(
    ShiftHandover Handover, int Items, int Accepted, int Settled, int ToLead, IReadOnlyList<string> AcceptedBy)
{
    /// <summary>The number of promises that were accepted or still need it.</summary>
    public int ToAccept => Items - Settled;
}

/// <summary>The duty record of a day (值班记录), drafted from the events, with the free entries.</summary>
public sealed record DutyRecord
{
    public required DateOnly Day { get; init; }

    public required IReadOnlyList<DutyShift> Shifts { get; init; }

    public required IReadOnlyList<DayTicket> Tickets { get; init; }

    /// <summary>The number of tickets that came in by each channel: calls, visitors, letters.</summary>
    public required IReadOnlyDictionary<ContactChannel, int> ByChannel { get; init; }

    /// <summary>The number of tickets that came in; more than are listed on a busy day.</summary>
    public int Received => ByChannel.Values.Sum();

    /// <summary>Calls that were logged on tickets.</summary>
    public required int LoggedCalls { get; init; }

    public required int Answered { get; init; }

    public required int HandedOver { get; init; }

    public required int SlipsAnswered { get; init; }

    public required int Resolved { get; init; }

    public required int Missed { get; init; }

    public required int Escalated { get; init; }

    public required int FollowUps { get; init; }

    public required IReadOnlyList<DayWork> Work { get; init; }

    public required IReadOnlyList<DutyEntry> Entries { get; init; }

    public required IReadOnlyList<DayHandover> Handovers { get; init; }

    public required IReadOnlyDictionary<string, string> StaffNames { get; init; }
}
