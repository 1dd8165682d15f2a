using System.Linq.Expressions;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Pages.Board;

/// <summary>
/// A ticket as a row of the board. Holds nothing specific to one viewer, so that one rendering serves everyone who may read it.
/// </summary>
public sealed record BoardCard
{
    public required long Id { get; init; }

    public required TicketNumber Number { get; init; }

    public required long Version { get; init; }

    public required long Sequence { get; init; }

    public required TicketStatus Status { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required CycleState CycleState { get; init; }

    public required bool Unanswered { get; init; }

    public required TicketKind Kind { get; init; }

    public required ContactChannel Channel { get; init; }

    public required Priority Priority { get; init; }

    public required Anonymity Anonymity { get; init; }

    public required bool Unreachable { get; init; }

    public required bool CallBack { get; init; }

    public required bool Supervise { get; init; }

    /// <summary>The number of times that the resident urged the answer that is owed.</summary>
    public required int Urged { get; init; }

    public required string Subject { get; init; }

    public string? Department { get; init; }

    public string? SlipDepartments { get; init; }

    /// <summary>The due time of the slip that is due first; null when no slip is open.</summary>
    public DateTimeOffset? SlipDueAt { get; init; }

    /// <summary>
    /// True while slips are open, all of them at departments other than the assignee's, and none of them asks for more time.
    /// </summary>
    public required bool AwaitsDepartments { get; init; }

    public string? Assignee { get; init; }

    public string? AssigneeName { get; init; }

    public string? PersonName { get; init; }

    public string? Village { get; init; }

    public string? Township { get; init; }

    /// <summary>
    /// Author of the last change, in the text form of <see cref="Author"/>. The page highlights changes by others. Changes by the system
    /// (delivery, deadlines) are skipped because they follow from an earlier change; only a missed response cycle counts.
    /// </summary>
    public string? ChangedBy { get; init; }

    /// <summary>The departments that may read the ticket.</summary>
    public string? ReadingDepartments => DepartmentSet.Join(Department, SlipDepartments);

    public bool IsOpen => Status is TicketStatus.New or TicketStatus.InProgress or TicketStatus.WaitingForResident;

    /// <summary>Missed and still unanswered: shown in red and sorted first.</summary>
    public bool IsOverdue => Unanswered && CycleState is CycleState.Missed;

    public static Expression<Func<Ticket, BoardCard>> Projection(DeskDb db) => t => new BoardCard
    {
        Id = t.Id, Number = t.Number, Version = t.Version, Sequence = t.Sequence, Status = t.Status,
        StartedAt = t.Cycles.OrderByDescending(c => c.Ordinal).Select(c => c.StartedAt).First(),
        DueAt = t.DueAt, CycleState = t.CycleState, Unanswered = t.Unanswered, Kind = t.Kind, Channel = t.Channel, Priority = t.Priority,
        Anonymity = t.Anonymity, Unreachable = t.Unreachable, CallBack = t.NeedsCallBack, Supervise = t.NeedsSupervisor,
        Urged = t.Unanswered ? t.Urged : 0, Subject = t.Subject, Department = t.Department,
        SlipDepartments = t.SlipDepartments, SlipDueAt = t.SlipDueAt, Assignee = t.Assignee,
        AwaitsDepartments = t.SlipDueAt != null && !t.Slips.Any(s => s.EndedAt == null && (s.RequestedDueAt != null
            || s.Department == db.Users.Where(u => u.UserName == t.Assignee).Select(u => u.Department).FirstOrDefault())),
        AssigneeName = t.Assignee == null ? null
            : db.Users.Where(u => u.UserName == t.Assignee).Select(u => u.DisplayName).FirstOrDefault(),
        PersonName = t.Person!.Name, Village = t.Person!.Village, Township = t.Person!.Township,
        ChangedBy = db.Events.Where(e => e.TicketId == t.Id)
            .Where(e => e.By != Author.System.ToString() || e.Type == EventJson.NameOf<CycleMissed>())
            .OrderByDescending(e => e.Version).Select(e => e.By).FirstOrDefault(),
    };
}
