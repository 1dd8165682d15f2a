using EcomCenter.Desk.Promise;

namespace EcomCenter.Desk.Staff;

/// <summary>The facts of a ticket that decide who is warned.</summary>
/// <param name="ReadingDepartments">The departments that may read it, as <see cref="Tickets.DepartmentSet"/> joins them.</param>
public sealed record WarnedTicket(string? Assignee, string? Department, string? ReadingDepartments)
{
    /// <summary>The user name of the person who has its promise by a handover of a shift; null if none was handed over.</summary>
    public string? DutyHolder { get; init; }
}

/// <summary>The members of staff who are told of a warning, each once however many of its receivers she is.</summary>
/// <param name="IsFallback">
/// True when supervisors are told in the place of others: the receivers match nobody, or one of them whom the roster names is not planned.
/// </param>
public sealed record WarningAudience(IReadOnlyList<StaffMember> Members, bool IsFallback)
{
    /// <summary>Finds those who are told of a warning now. Nobody is told of a ticket that he may not read.</summary>
    /// <param name="staff">The active accounts.</param>
    public static WarningAudience Find(
        IEnumerable<WarningReceiver> receivers, WarnedTicket ticket, IReadOnlyList<StaffMember> staff, DutyRoster roster, DateTimeOffset at)
    {
        var readers = staff.Where(member => Authority.MayRead(member.ToActor(), ticket.ReadingDepartments)).ToList();
        var matched = receivers.Select(receiver =>
            (Receiver: receiver, Members: Match(receiver, ticket, readers, roster, at).ToList())).ToList();
        var found = matched.SelectMany(match => match.Members).ToList();
        var isFallback = found.Count == 0 || matched.Exists(match => match.Members.Count == 0 && IsNamedByRoster(match.Receiver));
        return new([.. found.Concat(isFallback ? OfRight(readers, Right.Supervise) : []).Distinct()], isFallback);
    }

    private static bool IsNamedByRoster(WarningReceiver receiver) =>
        receiver is WarningReceiver.DutyDesk or WarningReceiver.DutyLead or WarningReceiver.Heads;

    private static IEnumerable<StaffMember> Match(
        WarningReceiver receiver, WarnedTicket ticket, List<StaffMember> readers, DutyRoster roster, DateTimeOffset at) => receiver switch
        {
            WarningReceiver.Assignee => readers.Where(member => member.UserName == ticket.Assignee),
            WarningReceiver.Department => readers.Where(member =>
                member.Role is StaffRole.Agent && member.Department is not null && member.Department == ticket.Department),
            WarningReceiver.DepartmentLead => readers.Where(member =>
                member.LeadsDepartment && member.Department is not null && member.Department == ticket.Department),
            WarningReceiver.DutyDesk => OnDuty(ticket, readers, roster, at),
            WarningReceiver.DutyLead => Named(readers, roster.LeadsAt(at)),
            WarningReceiver.Clerks => readers.Where(member => member.Role is StaffRole.Clerk),
            WarningReceiver.Supervisors => OfRight(readers, Right.Supervise),
            WarningReceiver.Heads => Named(readers, roster.Heads),
            _ => MatchFirst(ticket, readers, roster, at),
        };

    private static IEnumerable<StaffMember> MatchFirst(
        WarnedTicket ticket, List<StaffMember> readers, DutyRoster roster, DateTimeOffset at)
    {
        WarningReceiver[] inTurn = [WarningReceiver.Assignee, WarningReceiver.Department, WarningReceiver.DutyDesk];
        return inTurn.Select(receiver => Match(receiver, ticket, readers, roster, at).ToList())
            .FirstOrDefault(found => found.Count > 0) ?? [];
    }

    // Warnings move with the acceptance of a handover, so that they don't reach whoever comes before she has accepted.
    private static IEnumerable<StaffMember> OnDuty(
        WarnedTicket ticket, List<StaffMember> readers, DutyRoster roster, DateTimeOffset at) =>
        ticket.DutyHolder is { } holder && readers.Exists(member => member.UserName == holder)
            ? Named(readers, [holder]) : Named(readers, roster.OnDutyNowOrNext(at));

    private static IEnumerable<StaffMember> Named(List<StaffMember> readers, IReadOnlyList<string> users) =>
        readers.Where(member => users.Contains(member.UserName));

    private static IEnumerable<StaffMember> OfRight(List<StaffMember> readers, Right right) =>
        readers.Where(member => Authority.May(member.ToActor(), right));
}
