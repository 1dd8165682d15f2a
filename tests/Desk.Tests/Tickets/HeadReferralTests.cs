using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>Matters before the head: by hand, by appeal, and the instruction that becomes a slip or an order.</summary>
public class HeadReferralTests
{
    private static readonly Author Boss = Author.Staff("boss");

    [Fact]
    public void An_instruction_to_a_person_is_an_issued_order_in_one_step()
    {
        var story = Escalated();
        Assert.Null(story.Try((t, context) =>
            t.Instruct(Boss, new(story.Body("Find it today"), null, null, "aygul", context.Now.AddDays(1)), context)));
        var (referral, order) = (Assert.Single(story.Ticket.Referrals), Assert.Single(story.Ticket.Orders));
        Assert.Equal((ReferralState.Instructed, order.Id, (long?)null), (referral.State, referral.OrderId, referral.SlipId));
        Assert.Equal((OrderState.Issued, OrderCause.Instruction, "aygul"), (order.State, order.Cause, order.User));
        Assert.Equal("Find it today", story.Ticket.Messages.Single(m => m.Id == order.DemandMessageId).Text);
    }

    [Fact]
    public void An_instruction_to_a_department_is_a_slip_in_one_step()
    {
        var story = Escalated();
        Assert.Null(story.Try((t, context) =>
            t.Instruct(Boss, new(story.Body("Send a car"), "logistics", story.SlipTimes(), null, null), context)));
        var (referral, slip) = (Assert.Single(story.Ticket.Referrals), Assert.Single(story.Ticket.Slips));
        Assert.Equal((ReferralState.Instructed, slip.Id, (long?)null), (referral.State, referral.SlipId, referral.OrderId));
        Assert.Equal(RefusalReason.NotWithHead, story.Try((t, context) =>
            t.Instruct(Boss, new(story.Body("Again"), "brand", story.SlipTimes(), null, null), context))?.Reason);
    }

    [Fact]
    public void An_instruction_that_the_slip_refuses_changes_nothing()
    {
        var story = Escalated().TransferredTo("logistics");
        var before = TicketSnapshot.Serialize(story.Ticket);
        Assert.Equal(RefusalReason.SlipOpen, story.Try((t, context) =>
            t.Instruct(Boss, new(story.Body("Send a car"), "logistics", story.SlipTimes(), null, null), context))?.Reason);
        Assert.Equal(before, TicketSnapshot.Serialize(story.Ticket));
    }

    [Fact]
    public void A_late_instruction_is_told_once()
    {
        var story = Escalated();
        story.At(story.Now.AddDays(1)).MissesRecorded().At(story.Now.AddHours(1)).MissesRecorded();
        Assert.Single(story.Events.OfType<InstructionOverdue>());
        Assert.NotNull(story.Ticket.Referrals[0].OverdueAt);
    }

    [Fact]
    public void A_resident_appeals_once_after_the_matter_was_not_solved_twice()
    {
        var story = A.Ticket().Answered().Delivered().Resolved().At(Tuesday).Reopened();
        Assert.Equal(RefusalReason.NotSolvedTwice, Appeal(story)?.Reason);
        story.Answered().Delivered().Resolved().DrawnForFollowUp().FollowedUp(solved: false);
        Assert.True(story.Ticket.MayAppealAt(story.Now));
        Assert.Null(Appeal(story));
        Assert.Equal((ReferralCause.Appeal, story.Now.AddDays(1)),
            (Assert.Single(story.Ticket.Referrals).Cause, story.Ticket.Referrals[0].DueAt));
        Assert.Equal(RefusalReason.AlreadyAppealed, Appeal(story)?.Reason);
        Assert.False(story.Ticket.MayAppealAt(story.Now));
    }

    [Fact]
    public void Staff_put_a_matter_before_the_head_once_at_a_time()
    {
        var story = Escalated();
        Assert.Equal(RefusalReason.AlreadyWithHead, Escalate(story)?.Reason);
        Assert.Null(story.Try((t, context) =>
            t.Instruct(Boss, new(story.Body("See to it"), null, null, "aygul", context.Now.AddDays(1)), context)));
        Assert.Null(Escalate(story));
    }

    private static TicketScenario Escalated()
    {
        var story = A.Ticket().OpenedAt(Monday.At(10));
        Assert.Null(Escalate(story));
        return story;
    }

    private static Refusal? Escalate(TicketScenario story) => story.Try((t, context) =>
        t.Escalate(Author.Staff("aygul"), story.Body("Somebody may be hurt"), context.Now.AddDays(1), context));

    private static Refusal? Appeal(TicketScenario story) => story.Try((t, context) =>
        t.Appeal(Author.Resident, story.Body("Please look at it"), context.Now.AddDays(1), context));
}
