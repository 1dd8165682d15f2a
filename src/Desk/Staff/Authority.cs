using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Staff;

/// <summary>The rights of staff and keys besides the actions on a ticket.</summary>
public enum Right
{
    ReadTickets, OpenTickets, EnterCounter, EnterHotline, EnterSuggestionBox, WatchBoard, Supervise, ManageStaff, EditAnswers, SeeChannels,
}

/// <summary>
/// The one table of permissions, for pages, API and hub. Everything not in it is refused. A key of scope <c>staff</c> has the rights of
/// clerk and supervisor together. Administrators may not read tickets.
/// </summary>
public static class Authority
{
    private const Who Desk = Who.Clerk | Who.Agent | Who.Supervisor;
    private const Who Everyone = Desk | Who.Admin;

    [Flags]
    private enum Who
    {
        Nobody = 0, Resident = 1, Clerk = 2, Agent = 4, Supervisor = 8, Admin = 16, IntakeKey = 32, ReadKey = 64, System = 128,
    }

    private static readonly Dictionary<TicketAction, Who> Actions = new()
    {
        [TicketAction.Write] = Who.Resident | Desk,
        [TicketAction.Take] = Desk,
        [TicketAction.Assign] = Desk,
        [TicketAction.Answer] = Desk,
        [TicketAction.Note] = Desk,
        [TicketAction.Link] = Desk,
        [TicketAction.Call] = Desk,
        [TicketAction.Amend] = Who.Resident | Desk,
        [TicketAction.Resolve] = Desk,
        [TicketAction.Close] = Who.Supervisor | Who.System,
        [TicketAction.Reopen] = Who.Resident | Desk,
        [TicketAction.Cancel] = Who.Resident | Desk,
        [TicketAction.Rate] = Who.Resident | Desk,
        [TicketAction.Move] = Who.Resident,
        [TicketAction.Split] = Who.Clerk | Who.Supervisor,
    };

    private static readonly Dictionary<Right, Who> Rights = new()
    {
        [Right.ReadTickets] = Desk | Who.ReadKey,
        [Right.OpenTickets] = Who.Clerk | Who.Agent | Who.Supervisor | Who.IntakeKey,
        [Right.EnterCounter] = Who.Clerk | Who.Supervisor,
        [Right.EnterHotline] = Who.Clerk | Who.Supervisor,
        [Right.EnterSuggestionBox] = Who.Clerk | Who.Supervisor,
        [Right.WatchBoard] = Everyone,
        [Right.Supervise] = Who.Supervisor,
        [Right.ManageStaff] = Who.Admin,
        [Right.EditAnswers] = Everyone,
        [Right.SeeChannels] = Who.Supervisor | Who.Admin,
    };

    public static bool May(Actor actor, Right right) => (WhoIs(actor) & Rights.GetValueOrDefault(right)) != Who.Nobody;

    /// <summary>
    /// True if the actor may take this action on this ticket. Residents have been verified by their chat or code before.
    /// </summary>
    public static bool May(Actor actor, TicketAction action, Ticket ticket, CycleEnd? cancelAs = null)
    {
        if ((WhoIs(actor) & Actions.GetValueOrDefault(action)) == Who.Nobody) return false;
        if (actor.By.Kind is ByKind.Staff or ByKind.Service && !MayRead(actor, ticket.Department)) return false;
        // Everybody may withdraw on the resident's behalf; only supervisors may cancel for another reason.
        return action is not TicketAction.Cancel || cancelAs is CycleEnd.Withdrawn || (WhoIs(actor) & Who.Supervisor) != 0;
    }

    public static bool MayRead(Actor actor, string? department)
    {
        if (!May(actor, Right.ReadTickets)) return false;
        return actor.Role is not StaffRole.Agent || (department is not null && department == actor.Department);
    }

    private static Who WhoIs(Actor actor) => actor switch
    {
        { By.Kind: ByKind.Resident } => Who.Resident,
        { By.Kind: ByKind.System } => Who.System,
        { By.Kind: ByKind.Service } => actor.Scope switch
        {
            KeyScope.Staff => Who.Clerk | Who.Supervisor | Who.ReadKey | Who.IntakeKey,
            KeyScope.Read => Who.ReadKey,
            KeyScope.Intake => Who.IntakeKey,
            _ => Who.Nobody,
        },
        _ => actor.Role switch
        {
            StaffRole.Clerk => Who.Clerk,
            StaffRole.Agent => Who.Agent,
            StaffRole.Supervisor => Who.Supervisor,
            StaffRole.Admin => Who.Admin,
            _ => Who.Nobody,
        },
    };
}
