using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Tickets;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Staff.WhoMayDoWhat.Who;
using static EcomCenter.Desk.Tickets.TicketAction;

namespace EcomCenter.Desk.Tests.Staff;

/// <summary>
/// The column "who" of the response promise, repeated here: every action × every actor × own or another department.
/// </summary>
public class WhoMayDoWhat
{
    public enum Who
    {
        Resident, System, Clerk, Agent, AgentElsewhere, AgentNowhere, Supervisor, Admin, NoRole, IntakeKey, ReadKey, StaffKey,
    }

    private static readonly Who[] AsTake = [Clerk, Agent, Who.Supervisor, StaffKey];

    private static readonly Dictionary<TicketAction, Who[]> Promise = new()
    {
        [Write] = [Who.Resident, .. AsTake],
        [Take] = AsTake,
        [Assign] = AsTake,
        [Answer] = AsTake,
        [Note] = AsTake,
        [Link] = AsTake,
        [Call] = AsTake,
        [Amend] = [Who.Resident, .. AsTake],
        [Resolve] = AsTake,
        [Close] = [Who.Supervisor, StaffKey, Who.System],
        [Reopen] = [Who.Resident, .. AsTake],
        [Cancel] = [Who.Resident, .. AsTake],
        [Rate] = [Who.Resident, .. AsTake],
        [Move] = [Who.Resident],
        [Split] = [Clerk, Who.Supervisor, StaffKey],
    };

    public static TheoryData<TicketAction, Who> Everything() =>
        [.. Enum.GetValues<TicketAction>().SelectMany(a => Enum.GetValues<Who>().Select(w => (a, w)))];

    [Theory, MemberData(nameof(Everything))]
    public void Every_actor_may_do_exactly_what_the_specification_says(TicketAction action, Who who) =>
        Assert.Equal(Promise.TryGetValue(action, out var may) && may.Contains(who),
            Authority.May(ActorOf(who), action, TicketOf("logistics"), action is Cancel ? CycleEnd.Withdrawn : null));

    [Theory, MemberData(nameof(Everything))]
    public void Agents_may_not_act_on_a_ticket_without_a_department(TicketAction action, Who who)
    {
        if (who is Agent or AgentElsewhere or AgentNowhere)
            Assert.False(Authority.May(ActorOf(who), action, TicketOf(null), CycleEnd.Withdrawn));
    }

    [Theory]
    [InlineData(CycleEnd.Spam)]
    [InlineData(CycleEnd.Merged)]
    [InlineData(CycleEnd.Cancelled)]
    public void Only_supervisors_may_cancel_a_ticket_that_was_not_withdrawn(CycleEnd why)
    {
        var may = Enum.GetValues<Who>().Where(who => Authority.May(ActorOf(who), Cancel, TicketOf("logistics"), why));
        Assert.Equal([Who.Supervisor, StaffKey], may);
    }

    [Fact]
    public void Everything_missing_from_the_table_is_refused()
    {
        var unknown = (TicketAction)999;
        Assert.DoesNotContain(Enum.GetValues<Who>(), who => Authority.May(ActorOf(who), unknown, TicketOf("logistics")));
        Assert.DoesNotContain(Enum.GetValues<Who>(), who => Authority.May(ActorOf(who), (Right)999));
    }

    [Fact]
    public void Only_administrators_manage_accounts_and_they_read_no_tickets()
    {
        Assert.Equal([Who.Admin], Enum.GetValues<Who>().Where(who => Authority.May(ActorOf(who), Right.ManageStaff)));
        Assert.False(Authority.MayRead(ActorOf(Who.Admin), "logistics"));
    }

    [Fact]
    public void All_staff_may_edit_questions_and_offices() =>
        Assert.Equal([Clerk, Agent, Who.AgentElsewhere, Who.AgentNowhere, Who.Supervisor, Who.Admin, StaffKey],
            Enum.GetValues<Who>().Where(who => Authority.May(ActorOf(who), Right.EditAnswers)));

    private static Actor ActorOf(Who who) => who switch
    {
        Who.Resident => Actor.Resident(Language.Ug),
        Who.System => Actor.System,
        Clerk => Member(StaffRole.Clerk, "frontDesk"),
        Agent => Member(StaffRole.Agent, "logistics"),
        AgentElsewhere => Member(StaffRole.Agent, "brand"),
        AgentNowhere => Member(StaffRole.Agent, null),
        Who.Supervisor => Member(StaffRole.Supervisor, "general"),
        Who.Admin => Member(StaffRole.Admin, null),
        NoRole => Member(null, "logistics"),
        IntakeKey => Key(KeyScope.Intake),
        ReadKey => Key(KeyScope.Read),
        _ => Key(KeyScope.Staff),
    };

    private static Actor Member(StaffRole? role, string? department) =>
        new() { By = By.Staff("somebody"), Role = role, Department = department };

    private static Actor Key(KeyScope scope) => new() { By = By.Service("shop"), Scope = scope };

    private static Ticket TicketOf(string? department)
    {
        var setup = A.Ticket();
        return Ticket.Open(
            new()
            {
                Id = 1, Number = TicketNumber.FromCounter(100_017), Channel = ContactChannel.Counter, Kind = TicketKind.Complaint,
                Language = Language.Ug,
                Description = setup.Words("The parcel never came"), Reach = Reach.Phone, ReceivedAt = setup.Now, By = By.Resident,
                Department = department,
            },
            setup.Moment);
    }
}
