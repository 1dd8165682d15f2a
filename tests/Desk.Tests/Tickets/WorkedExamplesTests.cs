using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>The worked examples of the specification of the response promise.</summary>
public class WorkedExamplesTests
{
    [Fact]
    public void Example_1_a_message_on_Monday_10_00_and_nothing_but_a_receipt_is_due_Wednesday_10_00_and_missed_then()
    {
        var story = A.Ticket().OpenedAt(Monday.At(10));
        Assert.Equal(Wednesday.At(10), story.Cycle.DueAt);

        Assert.False(story.At(Wednesday.At(9, 59, 59)).Ticket.RecordMissedDeadlines(story.Context));
        Assert.Equal(CycleState.Open, story.Cycle.State);

        story.At(Wednesday.At(10)).MissesRecorded();
        Assert.Equal(CycleState.Missed, story.Cycle.State);
        Assert.Contains(story.Events, e => e is CycleMissed missed && missed.DueAt == Wednesday.At(10));
    }

    [Fact]
    public void Example_2_more_messages_at_12_00_and_20_00_and_on_Thursday_stay_in_the_same_cycle_due_Wednesday_10_00()
    {
        var story = A.Ticket().OpenedAt(Monday.At(10))
            .At(Monday.At(12)).Wrote().At(Monday.At(20)).Wrote().At(Wednesday.At(10)).MissesRecorded().At(Thursday.At(8)).Wrote();

        var only = Assert.Single(story.Ticket.Cycles);
        Assert.Equal((Monday.At(10), Wednesday.At(10)), (only.StartedAt, only.DueAt));
        Assert.True(only.Unanswered);
    }

    [Fact]
    public void Example_3_an_answer_delivered_Tuesday_09_00_meets_cycle_1_and_a_question_at_15_00_starts_cycle_2_due_Thursday_15_00()
    {
        var story = A.Ticket().OpenedAt(Monday.At(10)).At(Tuesday.At(9)).Answered().Delivered();
        Assert.Equal((CycleState.Met, Tuesday.At(9)), (story.Cycle.State, story.Cycle.MetAt));

        story.At(Tuesday.At(15)).Wrote();
        Assert.Equal((2, CycleState.Open, Thursday.At(15)), (story.Cycle.Ordinal, story.Cycle.State, story.Cycle.DueAt));
        Assert.Equal(CycleState.Met, story.Ticket.Cycles[0].State);
    }

    [Fact]
    public void Example_4_a_blocked_bot_leaves_the_cycle_open_and_the_ticket_unreachable_until_a_call_reaches_the_person()
    {
        var story = A.Ticket().OpenedAt(Monday.At(10)).At(Monday.At(11)).Answered().NotDelivered(DeliveryState.Unreachable);
        Assert.Equal((CycleState.Open, true), (story.Cycle.State, story.Ticket.Unreachable));

        story.At(Monday.At(12)).Called(reached: false);
        Assert.Equal((CycleState.Open, true), (story.Cycle.State, story.Ticket.Unreachable));

        story.At(Monday.At(15)).Called(kind: null, at: Monday.At(14));
        Assert.Equal((CycleState.Met, Monday.At(14), AnsweredVia.Phone), (story.Cycle.State, story.Cycle.MetAt, story.Cycle.Via));
        Assert.False(story.Ticket.Unreachable);
        Assert.Equal(DeliveryState.Sent, story.Ticket.Messages.Single(m => m.Kind is MessageKind.Answer).Delivery);
    }

    [Theory, InlineData(null), InlineData(DeliveryState.Failed), InlineData(DeliveryState.Unreachable)]
    public void Example_5_waiting_for_the_resident_without_a_delivered_question_is_refused_and_nothing_changes(DeliveryState? outcome)
    {
        var story = A.Ticket().Answered(AnswerKind.NeedFromYou);
        if (outcome is { } failed) story.NotDelivered(failed);
        var before = TicketSnapshot.Serialize(story.Ticket);

        var refusal = story.Try((t, context) => t.WaitForResident(story.LastMessage, context));

        Assert.Equal((RefusalReason.NothingAsked, TicketStatus.InProgress), (refusal?.Reason, story.Ticket.Status));
        Assert.Equal(story.Ticket.ActionsAllowedAt(story.Now), refusal?.Allowed);
        Assert.Equal(before, TicketSnapshot.Serialize(story.Ticket));
    }

    [Fact]
    public void Example_7_answered_after_49_hours_is_missed_and_answered_late_and_no_longer_red()
    {
        var story = A.Ticket().OpenedAt(Monday.At(10)).At(Wednesday.At(10)).MissesRecorded();
        Assert.True(story.Ticket.Unanswered);

        story.At(Wednesday.At(11)).Answered().Delivered();

        var cycle = Assert.Single(story.Ticket.Cycles);
        Assert.Equal((CycleState.Missed, null, Wednesday.At(11)), (cycle.State, cycle.MetAt, cycle.AnsweredLateAt));
        Assert.Equal(TimeSpan.FromHours(49), cycle.AnsweredLateAt - cycle.StartedAt);
        Assert.False(story.Ticket.Unanswered);
        Assert.Single(story.Events.OfType<CycleMissed>());
    }

    [Fact]
    public void Example_8_reopened_ten_days_later_gives_a_new_cycle_of_48_hours_from_then()
    {
        var tenDaysLater = Tuesday.At(9).AddDays(10);
        var story = A.Ticket().OpenedAt(Monday.At(10)).At(Tuesday.At(9)).Answered().Delivered().Resolved().At(tenDaysLater).Reopened();

        Assert.Equal(TicketStatus.InProgress, story.Ticket.Status);
        Assert.Equal((2, tenDaysLater, tenDaysLater.AddHours(48)), (story.Cycle.Ordinal, story.Cycle.StartedAt, story.Cycle.DueAt));
    }

    [Fact]
    public void Example_9_a_walk_in_written_down_at_11_00_and_synchronised_at_16_00_starts_its_cycle_at_11_00()
    {
        var story = A.Ticket().From(ContactChannel.Counter).ReceivedAt(Monday.At(11)).OpenedAt(Monday.At(16));

        Assert.Equal((Monday.At(11), Wednesday.At(11)), (story.Cycle.StartedAt, story.Cycle.DueAt));
        Assert.Equal((Monday.At(11), Monday.At(16)), (story.Ticket.ReceivedAt, story.Ticket.EnteredAt));
    }

    [Fact]
    public void Example_10_a_server_down_until_3_hours_after_records_the_miss_at_the_due_time_and_notices_it_at_start_up()
    {
        var story = A.Ticket().OpenedAt(Monday.At(10)).At(Wednesday.At(13)).MissesRecorded();

        Assert.Equal((CycleState.Missed, Wednesday.At(10), Wednesday.At(13)),
            (story.Cycle.State, story.Cycle.DueAt, story.Cycle.NoticedAt));
        var escalation = Assert.Single(story.Cycle.Escalations);
        Assert.Equal((PlannedLevel.Missed, Wednesday.At(10), Wednesday.At(13)),
            (escalation.Level, escalation.DueAt, escalation.NoticedAt));
        var expected = new CycleMissed(Wednesday.At(13), Author.System, story.Cycle.Id, Wednesday.At(10), Wednesday.At(13));
        Assert.Equal(expected, Assert.IsType<CycleMissed>(story.Events[^1]) with { Order = null });
    }
}
