using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Staff;

/// <summary>The rights of staff and keys besides the actions on a ticket.</summary>
public enum Right
{
    ReadTickets, OpenTickets, EnterCounter, EnterHotline, EnterSuggestionBox, WatchBoard, Supervise, ManageStaff, EditAnswers, SeeChannels,
    ReadSecurityLog, EditCalendar, KeepDuty,

    /// <summary>To know the residents who are hidden from the departments.</summary>
    KnowHiddenResidents,

    /// <summary>To see whole phone numbers, for those who phone residents. Others see masked ones.</summary>
    SeePhoneNumbers,
}

/// <summary>
/// The one table of permissions, for pages, API and hub. Everything not in it is refused. A key of scope <c>staff</c> has the rights of
/// clerk and supervisor together. Administrators may not read tickets.
/// </summary>
public static class Authority
{
    private const Grantees DeskStaff = Grantees.Clerk | Grantees.Agent | Grantees.Supervisor;
    private const Grantees AllStaff = DeskStaff | Grantees.Admin;

    [Flags]
    private enum Grantees
    {
        Nobody = 0, Resident = 1, Clerk = 2, Agent = 4, Supervisor = 8, Admin = 16, IntakeKey = 32, ReadKey = 64, System = 128,
    }

    private static readonly Dictionary<TicketAction, Grantees> ActionGrants = new()
    {
        [TicketAction.Write] = Grantees.Resident | DeskStaff,
        [TicketAction.Take] = DeskStaff,
        [TicketAction.Assign] = DeskStaff,
        [TicketAction.Answer] = DeskStaff,
        [TicketAction.Note] = DeskStaff,
        [TicketAction.Link] = DeskStaff,
        [TicketAction.Call] = DeskStaff,
        [TicketAction.Amend] = Grantees.Resident | DeskStaff,
        [TicketAction.Resolve] = DeskStaff,
        [TicketAction.Close] = Grantees.Supervisor | Grantees.System,
        [TicketAction.Reopen] = Grantees.Resident | DeskStaff,
        [TicketAction.Cancel] = Grantees.Resident | DeskStaff,
        [TicketAction.Rate] = Grantees.Resident | DeskStaff,
        [TicketAction.Move] = Grantees.Resident,
        [TicketAction.Split] = Grantees.Clerk | Grantees.Supervisor,
        [TicketAction.Reroute] = Grantees.Clerk | Grantees.Supervisor,
        [TicketAction.Transfer] = DeskStaff,
        [TicketAction.AcceptSlip] = DeskStaff,
        [TicketAction.ReturnSlip] = DeskStaff,
        [TicketAction.ExtendSlip] = DeskStaff,
        [TicketAction.AnswerSlip] = DeskStaff,
        [TicketAction.GrantTime] = DeskStaff,
        [TicketAction.RefuseTime] = DeskStaff,
        [TicketAction.WithdrawSlip] = DeskStaff,
        [TicketAction.FollowUp] = Grantees.Clerk | Grantees.Supervisor,
        [TicketAction.Escalate] = Grantees.Clerk | Grantees.Supervisor,
        [TicketAction.Appeal] = Grantees.Resident | DeskStaff,
        [TicketAction.Instruct] = Grantees.Supervisor,
        [TicketAction.DraftOrder] = Grantees.Supervisor,
        [TicketAction.IssueOrder] = Grantees.Supervisor,
        [TicketAction.AnswerOrder] = DeskStaff,
        [TicketAction.AcceptOrder] = Grantees.Supervisor,
        [TicketAction.RepeatOrder] = Grantees.Supervisor,
        [TicketAction.DropOrder] = Grantees.Supervisor,
    };

    private static readonly Dictionary<Right, Grantees> RightGrants = new()
    {
        [Right.ReadTickets] = DeskStaff | Grantees.ReadKey,
        [Right.OpenTickets] = Grantees.Clerk | Grantees.Agent | Grantees.Supervisor | Grantees.IntakeKey,
        [Right.EnterCounter] = Grantees.Clerk | Grantees.Supervisor,
        [Right.EnterHotline] = Grantees.Clerk | Grantees.Supervisor,
        [Right.EnterSuggestionBox] = Grantees.Clerk | Grantees.Supervisor,
        [Right.WatchBoard] = AllStaff,
        [Right.Supervise] = Grantees.Supervisor,
        [Right.ManageStaff] = Grantees.Admin,
        [Right.EditAnswers] = AllStaff,
        [Right.SeeChannels] = Grantees.Supervisor | Grantees.Admin,
        [Right.ReadSecurityLog] = Grantees.Supervisor | Grantees.Admin,
        [Right.EditCalendar] = Grantees.Supervisor | Grantees.Admin,
        [Right.KeepDuty] = Grantees.Clerk | Grantees.Supervisor,
        [Right.KnowHiddenResidents] = Grantees.Clerk | Grantees.Supervisor | Grantees.ReadKey,
        [Right.SeePhoneNumbers] = Grantees.Clerk | Grantees.Supervisor | Grantees.ReadKey,
    };

    public static bool May(Actor actor, Right right) => (GranteesFor(actor) & RightGrants.GetValueOrDefault(right)) != Grantees.Nobody;

    /// <summary>
    /// True if the actor may take this action on this ticket. Residents have been verified by their chat or code before.
    /// </summary>
    public static bool May(Actor actor, TicketAction action, Ticket ticket, CycleEndReason? cancelReason = null)
    {
        if ((GranteesFor(actor) & ActionGrants.GetValueOrDefault(action)) == Grantees.Nobody) return false;
        if (actor.Author.Kind is AuthorKind.Staff or AuthorKind.Service && !MayRead(actor, ticket.ReadingDepartments)) return false;
        if (actor.Role is StaffRole.Agent && !MayAsAgent(actor, action, ticket)) return false;
        // Everybody may withdraw on the resident's behalf; only supervisors may cancel for another reason.
        return action is not TicketAction.Cancel || cancelReason is CycleEndReason.Withdrawn
            || (GranteesFor(actor) & Grantees.Supervisor) != 0;
    }

    /// <summary>True if the actor may take this action on this slip of the ticket.</summary>
    public static bool May(Actor actor, TicketAction action, Ticket ticket, TransferSlip slip) => May(actor, action, ticket)
        && (actor.Role is not StaffRole.Agent || (IsForDepartment(action) ? slip.Department : ticket.Department) == actor.Department);

    /// <summary>True if the actor may take this action on this supervision order of the ticket. An agent answers only her own.</summary>
    public static bool May(Actor actor, TicketAction action, Ticket ticket, SupervisionOrder order) => May(actor, action, ticket)
        && (actor.Role is not StaffRole.Agent || order.User == actor.Author.Code);

    /// <param name="departments">The departments that may read the ticket, as <see cref="DepartmentSet"/> joins them.</param>
    public static bool MayRead(Actor actor, string? departments)
    {
        if (!May(actor, Right.ReadTickets)) return false;
        return actor.Role is not StaffRole.Agent || DepartmentSet.Contains(departments, actor.Department);
    }

    /// <summary>
    /// True if the actor may read this slip of a ticket that she may read. A department that was only given a slip reads its own.
    /// </summary>
    public static bool MayRead(Actor actor, Ticket ticket, TransferSlip slip) =>
        HasWholeTicket(actor, ticket) || slip.Department == actor.Department;

    /// <summary>True if the actor may read this supervision order of a ticket that she may read.</summary>
    public static bool MayRead(Actor actor, Ticket ticket, SupervisionOrder order) =>
        HasWholeTicket(actor, ticket) || order.User == actor.Author.Code;

    /// <summary>True unless the actor's department was only given a slip of the ticket.</summary>
    public static bool HasWholeTicket(Actor actor, Ticket ticket) =>
        actor.Role is not StaffRole.Agent || ticket.Department == actor.Department;

    // A slip gives its department the slip, notes and orders to its agents; the rest is for the department that has the ticket.
    private static bool MayAsAgent(Actor actor, TicketAction action, Ticket ticket) =>
        action is TicketAction.Note
        || (action is TicketAction.AnswerOrder && ticket.Orders.Any(order => order.User == actor.Author.Code))
        || (IsForDepartment(action) ? ticket.Slips.Any(s => s.Department == actor.Department) : ticket.Department == actor.Department);

    private static bool IsForDepartment(TicketAction action) =>
        action is TicketAction.AcceptSlip or TicketAction.ReturnSlip or TicketAction.ExtendSlip or TicketAction.AnswerSlip;

    /// <summary>True if the actor may know who brought a ticket of this anonymity. Nobody knows an anonymous resident.</summary>
    public static bool MayKnowResident(Actor actor, Anonymity anonymity) => anonymity switch
    {
        Anonymity.Named => May(actor, Right.ReadTickets),
        Anonymity.Hidden => May(actor, Right.KnowHiddenResidents),
        _ => false,
    };

    /// <summary>True if the actor may see the resident's whole phone number. So may an agent, while the ticket needs her call.</summary>
    public static bool MaySeePhone(Actor actor, Ticket ticket) =>
        May(actor, Right.SeePhoneNumbers) || (ticket.NeedsCallBack && May(actor, TicketAction.Call, ticket));

    private static Grantees GranteesFor(Actor actor) => actor switch
    {
        { Author.Kind: AuthorKind.Resident } => Grantees.Resident,
        { Author.Kind: AuthorKind.System } => Grantees.System,
        { Author.Kind: AuthorKind.Service } => actor.Scope switch
        {
            KeyScope.Staff => Grantees.Clerk | Grantees.Supervisor | Grantees.ReadKey | Grantees.IntakeKey,
            KeyScope.Read => Grantees.ReadKey,
            KeyScope.Intake => Grantees.IntakeKey,
            _ => Grantees.Nobody,
        },
        _ => actor.Role switch
        {
            StaffRole.Clerk => Grantees.Clerk,
            StaffRole.Agent => Grantees.Agent,
            StaffRole.Supervisor => Grantees.Supervisor,
            StaffRole.Admin => Grantees.Admin,
            _ => Grantees.Nobody,
        },
    };
}
