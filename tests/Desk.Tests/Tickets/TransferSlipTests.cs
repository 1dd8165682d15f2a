using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;
using static EcomCenter.Desk.Tickets.RefusalReason;
using static EcomCenter.Desk.Tickets.TicketAction;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>Transfer slips: which action each state of a slip allows, and what they do to the ticket.</summary>
public class TransferSlipTests
{
    private static readonly Author Agent = Author.Staff("murat");

    /// <summary>The reasons to refuse an action in each state of a slip; an action that is not listed is allowed.</summary>
    public static TheoryData<SlipState, bool, TicketAction, RefusalReason?> Table()
    {
        var table = new TheoryData<SlipState, bool, TicketAction, RefusalReason?>();
        foreach (var state in Enum.GetValues<SlipState>())
            foreach (var action in new[] { AcceptSlip, ReturnSlip, ExtendSlip, GrantTime, RefuseTime, AnswerSlip, WithdrawSlip })
            {
                table.Add(state, false, action, ReasonIn(state, timeAsked: false, action));
                if (state is SlipState.Sent or SlipState.Accepted) table.Add(state, true, action, ReasonIn(state, timeAsked: true, action));
            }

        return table;
    }

    [Theory, MemberData(nameof(Table))]
    public void A_slip_allows_an_action_or_refuses_it_and_changes_nothing(
        SlipState state, bool timeAsked, TicketAction action, RefusalReason? expected)
    {
        var story = A.Ticket().TransferredTo("brand").TransferredTo("logistics");
        var slip = story.Ticket.Slips[1];
        if (state is SlipState.Accepted) story.SlipDone(AcceptSlip, 2);
        if (state is SlipState.Answered) story.SlipDone(AnswerSlip, 2);
        if (state is SlipState.Returned) story.SlipDone(ReturnSlip, 2);
        if (state is SlipState.Withdrawn) story.SlipDone(WithdrawSlip, 2);
        if (timeAsked) story.SlipDone(ExtendSlip, 2);
        var before = TicketSnapshot.Serialize(story.Ticket);

        var refusal = story.PerformOnSlip(slip, action, Agent);

        Assert.Equal(expected, refusal?.Reason);
        if (refusal is not null) Assert.Equal(before, TicketSnapshot.Serialize(story.Ticket));
        else Assert.NotEqual(before, TicketSnapshot.Serialize(story.Ticket));
    }

    [Fact]
    public void Handing_over_does_not_touch_the_residents_deadline()
    {
        var story = A.Ticket().At(Monday.At(11)).TransferredTo("logistics");
        Assert.Equal(Wednesday.At(10), story.Cycle.DueAt);
        Assert.Equal((Wednesday.At(11), TicketStatus.New), (story.Ticket.SlipDueAt, story.Ticket.Status));
    }

    [Fact]
    public void A_ticket_with_an_open_slip_is_not_resolved_until_the_slip_is_answered()
    {
        var story = A.Ticket().TransferredTo("logistics").Answered().Delivered();
        Assert.Equal(OpenSlip, story.Try((t, context) => t.Resolve(Agent, story.Body("Done"), context))?.Reason);
        story.SlipDone(AnswerSlip).Resolved();
        Assert.Equal(TicketStatus.Resolved, story.Ticket.Status);
    }

    [Fact]
    public void Several_departments_have_slips_at_once_but_none_has_two()
    {
        var story = A.Ticket().TransferredTo("logistics").TransferredTo("brand");
        Assert.Equal(SlipOpen, story.Try((t, context) =>
            t.Transfer(Agent, "brand", story.Body("Again"), story.SlipTimes(), context))?.Reason);
        Assert.Equal("brand;logistics", story.Ticket.SlipDepartments);
        story.SlipDone(ReturnSlip, 2).TransferredTo("brand");
        Assert.Equal([SlipState.Sent, SlipState.Returned, SlipState.Sent], story.Ticket.Slips.Select(s => s.State));
    }

    [Fact]
    public void A_department_reads_the_ticket_while_its_slip_is_open_or_answered()
    {
        var story = A.Ticket().TransferredTo("logistics").TransferredTo("brand").TransferredTo("product");
        story.SlipDone(AnswerSlip).SlipDone(ReturnSlip, 2).SlipDone(WithdrawSlip, 3);
        Assert.Equal(("logistics", null), (story.Ticket.SlipDepartments, story.Ticket.SlipDueAt));
    }

    [Fact]
    public void A_slip_is_reminded_of_once_before_it_is_due_and_once_when_it_is_late()
    {
        var story = A.Ticket().Answered().Delivered().TransferredTo("logistics");
        foreach (var hour in Enumerable.Range(0, 80)) story.At(Monday.At(10).AddHours(hour)).MissesRecorded();
        Assert.Equal([(false, Tuesday.At(10)), (true, Wednesday.At(10))],
            story.Events.OfType<SlipReminded>().Select(reminded => (reminded.Late, reminded.At)));
    }

    [Fact]
    public void A_reminder_that_was_overtaken_during_a_stop_is_left_out()
    {
        var story = A.Ticket().Answered().Delivered().TransferredTo("logistics").At(Thursday).MissesRecorded();
        Assert.Equal([true], story.Events.OfType<SlipReminded>().Select(reminded => reminded.Late));
    }

    [Fact]
    public void Granted_time_moves_the_due_time_and_brings_a_new_reminder()
    {
        var story = A.Ticket().Answered().Delivered().TransferredTo("logistics").At(Thursday).MissesRecorded().SlipDone(ExtendSlip);
        var slip = story.Ticket.Slips[0];
        Assert.Equal((Wednesday.At(10), Thursday.At(10)), (slip.DueAt, slip.RequestedDueAt));
        story.SlipDone(GrantTime);
        Assert.Equal((Thursday.At(10), (DateTimeOffset?)null, (DateTimeOffset?)null), (slip.DueAt, slip.RequestedDueAt, slip.OverdueAt));
        story.At(Thursday.At(11)).MissesRecorded();
        Assert.Equal([true, true], story.Events.OfType<SlipReminded>().Select(reminded => reminded.Late));
    }

    [Fact]
    public void Cancelling_a_ticket_withdraws_its_open_slips()
    {
        var story = A.Ticket().TransferredTo("logistics").TransferredTo("brand").SlipDone(AnswerSlip).Cancelled();
        Assert.Equal([SlipState.Answered, SlipState.Withdrawn], story.Ticket.Slips.Select(s => s.State));
        Assert.IsType<TicketCancelled>(story.Events[^1]);
    }

    [Fact]
    public void A_doubted_clock_calls_no_slip_late()
    {
        var story = A.Ticket().Answered().Delivered().TransferredTo("logistics").At(Thursday);
        Assert.False(story.Ticket.RecordMissedDeadlines(story.Context with { IsClockDoubted = true }));
        Assert.Empty(story.Events.OfType<SlipReminded>());
    }

    private static RefusalReason? ReasonIn(SlipState state, bool timeAsked, TicketAction action) => (state, action) switch
    {
        (SlipState.Answered or SlipState.Returned or SlipState.Withdrawn, _) => SlipEnded,
        (SlipState.Accepted, AcceptSlip) => AlreadyAccepted,
        (_, ExtendSlip) when timeAsked => TimeAsked,
        (_, GrantTime or RefuseTime) when !timeAsked => NoTimeAsked,
        _ => null,
    };
}
