namespace EcomCenter.Desk.Promise;

/// <summary>Those who can be told of a warning. They are resolved when it is raised.</summary>
public enum WarningReceiver
{
    /// <summary>The assignee, else the department of the ticket, else those on duty.</summary>
    AssigneeOrDesk,
    Assignee,
    Department,

    /// <summary>Those who lead the department of the ticket.</summary>
    DepartmentLead,
    DutyDesk,
    DutyLead,
    Clerks,
    Supervisors,
    Heads,
}

/// <summary>A level of warning before, at or after the due time of an answer.</summary>
/// <param name="Fraction">The part of the time after which it is due; null when it has an offset.</param>
/// <param name="Offset">The time from the due time, negative before it; zero for the miss itself.</param>
public sealed record EscalationLevel(
    string Name, double? Fraction, TimeSpan Offset, IReadOnlyList<WarningReceiver> Receivers);
