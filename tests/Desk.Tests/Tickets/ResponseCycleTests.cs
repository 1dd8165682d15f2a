using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>The rules by which a response cycle starts, is met or missed, and ends.</summary>
public class ResponseCycleTests
{
    [Fact]
    public void A_cycle_entered_after_its_due_time_is_missed_from_the_start()
    {
        var story = A.Ticket().From(ContactChannel.Counter).ReceivedAt(Monday.At(11)).OpenedAt(Thursday.At(11)).MissesRecorded();
        Assert.Equal((CycleState.Missed, Wednesday.At(11), Thursday.At(11)),
            (story.Cycle.State, story.Cycle.DueAt, story.Cycle.NoticedAt));
        Assert.True(story.Ticket.Unanswered);
    }

    [Fact]
    public void A_ticket_answered_on_the_spot_meets_its_cycle_at_the_stated_time_even_if_entered_late()
    {
        var story = A.Ticket().From(ContactChannel.Counter)
            .ReceivedAt(Monday.At(11)).OpenedAt(Thursday.At(11)).AnsweredOnTheSpot(Monday.At(11, 20));
        Assert.Equal((CycleState.Met, Monday.At(11, 20), AnsweredVia.FaceToFace), (story.Cycle.State, story.Cycle.MetAt, story.Cycle.Via));
        Assert.Equal((TicketStatus.InProgress, "aygul"), (story.Ticket.Status, story.Ticket.Assignee));
        Assert.Empty(story.Events.OfType<CycleMissed>());
    }

    [Fact]
    public void Nobody_is_answered_before_they_ask()
    {
        var story = A.Ticket().At(Monday.At(12)).Answered().Delivered().At(Monday.At(15)).Wrote("And when?")
            .At(Monday.At(16)).Called(at: Monday.At(14, 30));
        Assert.Equal((CycleState.Met, Monday.At(15), Monday.At(15)), (story.Cycle.State, story.Cycle.StartedAt, story.Cycle.MetAt));
    }

    [Theory]
    [InlineData(AnswerKind.Answer)]
    [InlineData(AnswerKind.NextStep)]
    [InlineData(AnswerKind.NeedFromYou)]
    [InlineData(AnswerKind.OutOfRemit)]
    public void Every_kind_of_answer_meets_the_cycle_once_it_is_delivered(AnswerKind kind)
    {
        var story = A.Ticket().Answered(kind, Monday.AddDays(7));
        Assert.Equal(CycleState.Open, story.Cycle.State);
        story.At(Monday.At(11)).Delivered();
        Assert.Equal((CycleState.Met, AnsweredVia.Chat, false), (story.Cycle.State, story.Cycle.Via, story.Ticket.Unanswered));
    }

    [Fact]
    public void Actions_that_are_no_answer_leave_the_cycle_open()
    {
        var story = A.Ticket().TakenBy("aygul").Noted().AssignedTo("ruzi").SentCourtesy().Called(kind: null).Called(reached: false);
        Assert.Equal((CycleState.Open, true), (story.Cycle.State, story.Ticket.Unanswered));
    }

    [Fact]
    public void Publishing_at_track_meets_the_cycle_when_nothing_else_reaches_the_resident()
    {
        var story = A.Ticket().From(ContactChannel.SuggestionBox).At(Monday.At(12)).Answered();
        Assert.Equal((CycleState.Met, Monday.At(12), AnsweredVia.Track), (story.Cycle.State, story.Cycle.MetAt, story.Cycle.Via));
    }

    [Fact]
    public void An_answer_to_a_phone_waits_for_the_call_that_tells_it()
    {
        var story = A.Ticket().From(ContactChannel.Hotline).At(Monday.At(12)).Answered();
        Assert.Equal((CycleState.Open, DeliveryState.Queued), (story.Cycle.State, story.LastMessage.Delivery));

        story.At(Monday.At(16)).Called(kind: null, at: Monday.At(15));
        Assert.Equal((CycleState.Met, Monday.At(15), AnsweredVia.Phone), (story.Cycle.State, story.Cycle.MetAt, story.Cycle.Via));
        Assert.Equal(DeliveryState.Sent, story.Ticket.Messages.Single(m => m.Kind is MessageKind.Answer).Delivery);
    }

    [Fact]
    public void An_answer_accepted_at_the_due_time_meets_it_and_a_moment_later_is_late()
    {
        var inTime = A.Ticket().Answered().At(Wednesday.At(10, 0, 20)).Delivered(accepted: Wednesday.At(10));
        Assert.Equal(CycleState.Met, inTime.Cycle.State);

        var late = A.Ticket().Answered().At(Wednesday.At(10, 0, 20)).Delivered(accepted: Wednesday.At(10).AddMilliseconds(1));
        Assert.Equal((CycleState.Missed, false), (late.Cycle.State, late.Ticket.Unanswered));
    }

    [Fact]
    public void The_miss_waits_up_to_30_seconds_for_a_send_in_flight()
    {
        var story = A.Ticket().At(Wednesday.At(9, 59, 59)).Answered();
        Assert.Equal(Wednesday.At(10, 0, 30), story.Cycle.NextCheckAt);
        Assert.False(story.At(Wednesday.At(10, 0, 29)).Ticket.RecordMissedDeadlines(story.Context));

        story.At(Wednesday.At(10, 0, 30)).MissesRecorded();
        Assert.Equal((CycleState.Missed, Wednesday.At(10)), (story.Cycle.State, story.Events.OfType<CycleMissed>().Single().DueAt));
    }

    [Fact]
    public void The_miss_waits_no_longer_once_the_send_has_failed()
    {
        var story = A.Ticket().At(Wednesday.At(9, 59, 59)).Answered().At(Wednesday.At(10, 0, 5)).NotDelivered();
        Assert.Equal(Wednesday.At(10), story.Cycle.NextCheckAt);
        Assert.Equal(CycleState.Missed, story.MissesRecorded().Cycle.State);
    }

    [Fact]
    public void An_answer_written_after_the_due_time_does_not_delay_the_miss()
    {
        var story = A.Ticket().At(Wednesday.At(10, 0, 1)).Answered();
        Assert.Equal(CycleState.Missed, story.MissesRecorded().Cycle.State);
    }

    [Fact]
    public void A_late_answer_records_an_unnoticed_miss_as_an_event_of_its_own()
    {
        var story = A.Ticket().At(Wednesday.At(11)).Called();

        Assert.Equal([typeof(TicketOpened), typeof(CycleMissed), typeof(CallLogged)], story.Events.Select(e => e.GetType()));
        Assert.Equal((CycleState.Missed, Wednesday.At(11), Wednesday.At(11)),
            (story.Cycle.State, story.Cycle.NoticedAt, story.Cycle.AnsweredLateAt));
        Assert.False(story.Ticket.RecordMissedDeadlines(story.Context));
    }

    [Fact]
    public void Further_messages_join_a_missed_unanswered_cycle()
    {
        var story = A.Ticket().At(Wednesday.At(10)).MissesRecorded().At(Thursday.At(10)).Wrote();
        Assert.Equal((true, CycleState.Missed), (story.Ticket.Unanswered, Assert.Single(story.Ticket.Cycles).State));
    }

    [Fact]
    public void An_answer_covers_only_what_was_recorded_before_it_was_written()
    {
        var story = A.Ticket().At(Monday.At(12)).Answered().At(Monday.At(12, 5)).Wrote(at: Monday.At(12, 3))
            .At(Monday.At(12, 10)).Delivered();

        Assert.Equal(CycleState.Met, story.Ticket.Cycles[0].State);
        Assert.Equal((2, Monday.At(12, 3), true), (story.Cycle.Ordinal, story.Cycle.StartedAt, story.Ticket.Unanswered));
        Assert.Equal(story.Cycle.Id, story.Events.OfType<AnswerDelivered>().Single().NewCycle?.Id);
    }

    [Fact]
    public void The_next_cycle_starts_at_the_oldest_message_that_came_meanwhile()
    {
        var story = A.Ticket().At(Monday.At(12)).Answered()
            .At(Monday.At(13)).Wrote(at: Monday.At(12, 30)).Wrote(at: Monday.At(12, 10)).Delivered();
        Assert.Equal(Monday.At(12, 10), story.Cycle.StartedAt);
    }

    [Fact]
    public void Each_of_two_answers_covers_the_messages_before_it()
    {
        var story = A.Ticket().At(Monday.At(11)).Answered();
        var first = story.LastMessage.Id;
        story.At(Monday.At(12)).Wrote().At(Monday.At(13)).Answered();
        var second = story.LastMessage.Id;
        story.At(Monday.At(14)).Wrote();

        story.At(Monday.At(15)).Delivered(message: first);
        Assert.Equal(Monday.At(12), story.Cycle.StartedAt);
        story.Delivered(message: second);
        Assert.Equal((3, Monday.At(14), true), (story.Cycle.Ordinal, story.Cycle.StartedAt, story.Ticket.Unanswered));
    }

    [Fact]
    public void An_older_answer_that_arrives_last_does_not_meet_the_younger_cycle()
    {
        var story = A.Ticket().Answered();
        var older = story.LastMessage.Id;
        story.At(Monday.At(11)).Called().At(Monday.At(12)).Wrote().At(Monday.At(13)).Delivered(message: older);
        Assert.Equal((2, CycleState.Open), (story.Cycle.Ordinal, story.Cycle.State));
    }

    [Theory, InlineData(DeliveryState.Failed), InlineData(DeliveryState.Unreachable)]
    public void An_undelivered_answer_meets_nothing_until_it_is_delivered_after_all(DeliveryState outcome)
    {
        var story = A.Ticket().Answered().NotDelivered(outcome);
        Assert.Equal((CycleState.Open, true), (story.Cycle.State, story.Ticket.Unreachable));

        story.At(Monday.At(12)).Delivered();
        Assert.Equal((CycleState.Met, false), (story.Cycle.State, story.Ticket.Unreachable));
    }

    [Fact]
    public void The_same_delivery_reported_twice_is_recorded_once()
    {
        var story = A.Ticket().Answered().Delivered();
        var (before, events) = (TicketSnapshot.Serialize(story.Ticket), story.Events.Count);
        story.At(Monday.At(12)).Delivered().NotDelivered();
        Assert.Equal((before, events), (TicketSnapshot.Serialize(story.Ticket), story.Events.Count));
    }

    [Fact]
    public void An_answer_that_did_not_arrive_after_all_starts_a_new_cycle_and_rewrites_none()
    {
        var story = A.Ticket().Answered(AnswerKind.NeedFromYou).At(Monday.At(11)).Delivered();
        Assert.Equal((TicketStatus.WaitingForResident, CycleState.Met), (story.Ticket.Status, story.Cycle.State));
        story.At(Monday.At(12)).Revoked();
        Assert.Equal((TicketStatus.InProgress, true, true), (story.Ticket.Status, story.Ticket.NeedsCallBack, story.Ticket.Unanswered));
        Assert.Equal([CycleState.Met, CycleState.Open], story.Ticket.Cycles.Select(c => c.State));
        Assert.Equal((Monday.At(12), story.Ticket.Cycles[0].FirstMessageId),
            (story.Ticket.Cycles[^1].StartedAt, story.Ticket.Cycles[^1].FirstMessageId));
        var events = story.Events.Count;
        Assert.Equal(events, story.Revoked().Events.Count);
    }

    [Fact]
    public void An_answer_that_did_not_arrive_after_a_later_one_did_changes_no_clock()
    {
        var story = A.Ticket().Answered().Delivered();
        var first = story.Ticket.Messages.Last(m => m.KindOfAnswer is not null).Id;
        story.At(Monday.At(12)).Answered().Delivered();
        story.Ticket.RevokeDelivery(first, DeliveryState.Failed, story.Context);
        Assert.Equal((false, 1), (story.Ticket.NeedsCallBack, story.Ticket.Cycles.Count));
    }

    [Fact]
    public void A_call_that_reaches_the_resident_delivers_every_waiting_answer()
    {
        var story = A.Ticket().Answered().NotDelivered().Answered(AnswerKind.OutOfRemit).NotDelivered(DeliveryState.Failed)
            .At(Monday.At(12)).Called();
        var sent = story.Ticket.Messages.Where(m => m.Reach is not null);
        Assert.All(sent, m => Assert.Equal((DeliveryState.Sent, Monday.At(12)), (m.Delivery, m.DeliveredAt)));
    }

    [Fact]
    public void A_call_does_not_deliver_an_answer_that_the_channel_is_still_sending()
    {
        var story = A.Ticket().Answered().Called(kind: null);
        var answer = story.Ticket.Messages.Single(m => m.Kind is MessageKind.Answer);
        Assert.Equal((CycleState.Open, DeliveryState.Queued), (story.Cycle.State, answer.Delivery));
    }

    [Fact]
    public void A_call_back_does_not_answer_what_the_resident_said_after_the_answer_was_written()
    {
        var story = A.Ticket().From(ContactChannel.Hotline)
            .At(Monday.At(11)).Answered().At(Monday.At(12)).Wrote().At(Monday.At(13)).Called(kind: null);
        Assert.Equal((2, Monday.At(12), true), (story.Cycle.Ordinal, story.Cycle.StartedAt, story.Ticket.Unanswered));
    }

    [Fact]
    public void A_courtesy_is_shown_but_starts_no_cycle_and_changes_no_state()
    {
        TicketScenario[] stories =
        [
            A.Ticket().Answered().Delivered(), A.Ticket().Answered(AnswerKind.NeedFromYou).Delivered(),
            A.Ticket().Answered().Delivered().Resolved(), A.Ticket().Answered().Delivered().Resolved().Closed(),
        ];
        Assert.All(stories, story =>
        {
            var before = TicketSnapshot.Serialize(story.Ticket);
            story.At(Monday.At(15)).SentCourtesy();
            Assert.Equal(["Messages"], TicketSnapshot.ChangedProperties(before, TicketSnapshot.Serialize(story.Ticket)));
        });
    }

    [Fact]
    public void A_courtesy_that_came_meanwhile_starts_no_cycle_either()
    {
        var story = A.Ticket().Answered().SentCourtesy().Delivered();
        Assert.False(story.Ticket.Unanswered);
        Assert.Single(story.Ticket.Cycles);
    }

    [Fact]
    public void A_message_reopens_a_resolved_ticket_with_a_new_cycle()
    {
        var story = A.Ticket().Answered().Delivered().Resolved().At(Tuesday.At(10)).Wrote();
        Assert.Equal((TicketStatus.InProgress, 2, Tuesday.At(10)), (story.Ticket.Status, story.Cycle.Ordinal, story.Cycle.StartedAt));
        Assert.True(story.Events.OfType<ResidentWrote>().Last().Reopened);
    }

    [Fact]
    public void An_answer_from_before_the_reopening_does_not_meet_the_new_cycle()
    {
        var story = A.Ticket().Answered().Delivered().Answered();
        var old = story.LastMessage.Id;
        story.Resolved().At(Tuesday).Reopened().At(Tuesday.At(1)).Delivered(message: old);
        Assert.Equal((2, CycleState.Open), (story.Cycle.Ordinal, story.Cycle.State));
    }

    [Fact]
    public void Withdrawing_cancels_an_open_cycle_with_its_reason()
    {
        var story = A.Ticket().At(Tuesday).Cancelled(CycleEndReason.Withdrawn);
        Assert.Equal((CycleState.Cancelled, CycleEndReason.Withdrawn, Tuesday),
            (story.Cycle.State, story.Cycle.EndReason, story.Cycle.EndedAt));
        Assert.Equal((false, null, TicketStatus.Closed), (story.Ticket.Unanswered, story.Cycle.NextCheckAt, story.Ticket.Status));
    }

    [Fact]
    public void Withdrawing_ends_a_missed_cycle_which_stays_missed()
    {
        var story = A.Ticket().At(Wednesday.At(10)).MissesRecorded().At(Thursday).Cancelled(CycleEndReason.Spam);
        Assert.Equal((CycleState.Missed, CycleEndReason.Spam, Thursday), (story.Cycle.State, story.Cycle.EndReason, story.Cycle.EndedAt));
        Assert.False(story.Ticket.Unanswered);
    }

    [Fact]
    public void Withdrawing_records_a_miss_that_was_not_noticed_yet()
    {
        var story = A.Ticket().At(Thursday).Cancelled();
        Assert.Equal((CycleState.Missed, Thursday, Thursday), (story.Cycle.State, story.Cycle.NoticedAt, story.Cycle.EndedAt));
        Assert.Single(story.Events.OfType<CycleMissed>());
    }

    [Fact]
    public void A_miss_is_recorded_once()
    {
        var story = A.Ticket().At(Wednesday.At(10)).MissesRecorded();
        Assert.False(story.At(Thursday).Ticket.RecordMissedDeadlines(story.Context));
        Assert.Single(story.Cycle.Escalations);
    }

    [Fact]
    public void The_promise_in_force_sets_the_due_time()
    {
        var story = A.Ticket().PromisedWithin(TimeSpan.FromSeconds(5)).Opened();
        Assert.Equal(Monday.At(10, 0, 5), story.Ticket.DueAt);
    }
}
