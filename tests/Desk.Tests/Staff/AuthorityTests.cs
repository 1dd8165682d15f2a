using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Tickets;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Staff.AuthorityTests.TestActor;
using static EcomCenter.Desk.Tickets.TicketAction;

namespace EcomCenter.Desk.Tests.Staff;

/// <summary>
/// The column "who" of the response promise, repeated here: every action × every actor × own or another department.
/// </summary>
public class AuthorityTests
{
    public enum TestActor
    {
        Resident, System, Clerk, Agent, AgentElsewhere, AgentNowhere, Supervisor, Admin, NoRole, IntakeKey, ReadKey, StaffKey,
    }

    private static readonly TestActor[] MayTake = [Clerk, Agent, TestActor.Supervisor, StaffKey];

    private static readonly Dictionary<TicketAction, TestActor[]> Specification = new()
    {
        [Write] = [TestActor.Resident, .. MayTake],
        [Take] = MayTake,
        [Assign] = MayTake,
        [Answer] = MayTake,
        [Note] = MayTake,
        [Link] = MayTake,
        [Call] = MayTake,
        [Amend] = [TestActor.Resident, .. MayTake],
        [Resolve] = MayTake,
        [Close] = [TestActor.Supervisor, StaffKey, TestActor.System],
        [Reopen] = [TestActor.Resident, .. MayTake],
        [Cancel] = [TestActor.Resident, .. MayTake],
        [Rate] = [TestActor.Resident, .. MayTake],
        [Move] = [TestActor.Resident],
        [Split] = [Clerk, TestActor.Supervisor, StaffKey],
        [Reroute] = [Clerk, TestActor.Supervisor, StaffKey],
        [Transfer] = MayTake,
        // The ticket of these tests has no slip, so that no agent may act on one.
        [AcceptSlip] = [Clerk, TestActor.Supervisor, StaffKey],
        [ReturnSlip] = [Clerk, TestActor.Supervisor, StaffKey],
        [ExtendSlip] = [Clerk, TestActor.Supervisor, StaffKey],
        [AnswerSlip] = [Clerk, TestActor.Supervisor, StaffKey],
        [GrantTime] = MayTake,
        [RefuseTime] = MayTake,
        [WithdrawSlip] = MayTake,
        [FollowUp] = [Clerk, TestActor.Supervisor, StaffKey],
        [Escalate] = [Clerk, TestActor.Supervisor, StaffKey],
        [Appeal] = [TestActor.Resident, .. MayTake],
        [Instruct] = [TestActor.Supervisor, StaffKey],
        [DraftOrder] = [TestActor.Supervisor, StaffKey],
        [IssueOrder] = [TestActor.Supervisor, StaffKey],
        [AcceptOrder] = [TestActor.Supervisor, StaffKey],
        [RepeatOrder] = [TestActor.Supervisor, StaffKey],
        [DropOrder] = [TestActor.Supervisor, StaffKey],
        // Of an order, an agent answers only her own: SupervisionTests.
        [AnswerOrder] = MayTake,
    };

    public static TheoryData<TicketAction, TestActor> AllCombinations() =>
        [.. Enum.GetValues<TicketAction>().SelectMany(a => Enum.GetValues<TestActor>().Select(w => (a, w)))];

    [Theory, MemberData(nameof(AllCombinations))]
    public void Every_actor_may_do_exactly_what_the_specification_says(TicketAction action, TestActor who) =>
        Assert.Equal(Specification.TryGetValue(action, out var may) && may.Contains(who),
            Authority.May(ActorOf(who), action, TicketOf("logistics"), action is Cancel ? CycleEndReason.Withdrawn : null));

    [Theory, MemberData(nameof(AllCombinations))]
    public void Agents_may_not_act_on_a_ticket_without_a_department(TicketAction action, TestActor who)
    {
        if (who is Agent or AgentElsewhere or AgentNowhere)
            Assert.False(Authority.May(ActorOf(who), action, TicketOf(null), CycleEndReason.Withdrawn));
    }

    [Fact]
    public void An_agent_with_a_slip_of_another_departments_ticket_may_handle_the_slip_and_write_notes_only()
    {
        var ticket = A.Ticket().TransferredTo("logistics").TransferredTo("brand").Ticket;
        var may = Enum.GetValues<TicketAction>().Where(action => Authority.May(ActorOf(Agent), action, ticket, CycleEndReason.Withdrawn));
        Assert.Equal([Note, AcceptSlip, ReturnSlip, ExtendSlip, AnswerSlip], may);
        Assert.True(Authority.May(ActorOf(Agent), AnswerSlip, ticket, ticket.Slips[0]));
        Assert.False(Authority.May(ActorOf(Agent), AnswerSlip, ticket, ticket.Slips[1]));
        Assert.True(Authority.MayRead(ActorOf(Agent), ticket.ReadingDepartments));
        Assert.False(Authority.MayRead(ActorOf(AgentNowhere), ticket.ReadingDepartments));
    }

    [Theory]
    [InlineData(CycleEndReason.Spam)]
    [InlineData(CycleEndReason.Merged)]
    [InlineData(CycleEndReason.Cancelled)]
    public void Only_supervisors_may_cancel_a_ticket_that_was_not_withdrawn(CycleEndReason why)
    {
        var may = Enum.GetValues<TestActor>().Where(who => Authority.May(ActorOf(who), Cancel, TicketOf("logistics"), why));
        Assert.Equal([TestActor.Supervisor, StaffKey], may);
    }

    [Fact]
    public void Everything_missing_from_the_table_is_refused()
    {
        var unknown = (TicketAction)999;
        Assert.DoesNotContain(Enum.GetValues<TestActor>(), who => Authority.May(ActorOf(who), unknown, TicketOf("logistics")));
        Assert.DoesNotContain(Enum.GetValues<TestActor>(), who => Authority.May(ActorOf(who), (Right)999));
    }

    [Fact]
    public void Only_administrators_manage_accounts_and_they_read_no_tickets()
    {
        Assert.Equal([TestActor.Admin], Enum.GetValues<TestActor>().Where(who => Authority.May(ActorOf(who), Right.ManageStaff)));
        Assert.False(Authority.MayRead(ActorOf(TestActor.Admin), "logistics"));
    }

    [Fact]
    public void All_staff_may_edit_questions_and_offices() =>
        Assert.Equal([Clerk, Agent, TestActor.AgentElsewhere, TestActor.AgentNowhere, TestActor.Supervisor, TestActor.Admin, StaffKey],
            Enum.GetValues<TestActor>().Where(who => Authority.May(ActorOf(who), Right.EditAnswers)));

    private static Actor ActorOf(TestActor who) => who switch
    {
        TestActor.Resident => Actor.Resident(Language.Ug),
        TestActor.System => Actor.System,
        Clerk => Member(StaffRole.Clerk, "frontDesk"),
        Agent => Member(StaffRole.Agent, "logistics"),
        AgentElsewhere => Member(StaffRole.Agent, "brand"),
        AgentNowhere => Member(StaffRole.Agent, null),
        TestActor.Supervisor => Member(StaffRole.Supervisor, "general"),
        TestActor.Admin => Member(StaffRole.Admin, null),
        NoRole => Member(null, "logistics"),
        IntakeKey => Key(KeyScope.Intake),
        ReadKey => Key(KeyScope.Read),
        _ => Key(KeyScope.Staff),
    };

    private static Actor Member(StaffRole? role, string? department) =>
        new() { Author = Author.Staff("somebody"), Role = role, Department = department };

    private static Actor Key(KeyScope scope) => new() { Author = Author.Service("shop"), Scope = scope };

    private static Ticket TicketOf(string? department)
    {
        var setup = A.Ticket();
        return Ticket.Open(
            new()
            {
                Id = 1, Number = TicketNumber.FromCounter(100_017), Channel = ContactChannel.Counter, Kind = TicketKind.Complaint,
                Language = Language.Ug,
                Description = setup.Body("The parcel never came"), Reach = Reach.Phone, ReceivedAt = setup.Now, Author = Author.Resident,
                Department = department,
            },
            setup.Context);
    }
}
