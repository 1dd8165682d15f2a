using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>What reaches a resident by phone only waits for somebody to call.</summary>
public class TheCallBackList
{
    [Fact]
    public void An_answer_to_somebody_who_left_only_a_phone_waits_there_until_a_call_reaches_them()
    {
        var story = ByPhone().Answered();
        Assert.True(story.Ticket.CallBack);
        Assert.True(story.Called(reached: false).Ticket.CallBack);
        Assert.False(story.Called(kind: null).Ticket.CallBack);
    }

    [Fact]
    public void A_resolution_is_told_by_a_call_too_and_not_marked_sent_before()
    {
        var story = ByPhone().Called().Resolved();
        Assert.Equal((true, DeliveryState.Queued), (story.Ticket.CallBack, story.LastMessage.Delivery));
        var resolution = story.LastMessage;

        story.At(Tuesday).Called(kind: null);

        Assert.Equal((false, DeliveryState.Sent, Tuesday), (story.Ticket.CallBack, resolution.Delivery, resolution.DeliveredAt));
    }

    [Theory]
    [InlineData(DeliveryState.Failed)]
    [InlineData(DeliveryState.Unreachable)]
    public void What_a_chat_refused_waits_there_until_a_later_answer_arrived_or_a_call_reached_them(DeliveryState outcome)
    {
        Assert.False(Refused(outcome).Called(kind: null).Ticket.CallBack);
        var story = Refused(outcome).Answered();
        Assert.True(story.Ticket.CallBack);
        Assert.False(story.Delivered().Ticket.CallBack);
    }

    [Fact]
    public void What_was_written_before_it_and_what_says_less_than_an_answer_takes_it_off_in_no_way()
    {
        var earlier = A.Ticket().Answered();
        var first = earlier.LastMessage.Id;
        earlier.Answered().NotDelivered();
        Assert.True(earlier.Delivered(message: first).Ticket.CallBack);

        var story = A.Ticket().Answered().Delivered().Answered().NotDelivered();
        Assert.True(story.Resolved().Delivered().Ticket.CallBack);
        Assert.True(story.Noted().Ticket.CallBack);
    }

    [Fact]
    public void A_later_answer_that_fails_too_leaves_one_call_and_one_that_arrived_before_asks_for_none()
    {
        var story = Refused().Answered().NotDelivered();
        Assert.True(story.Ticket.CallBack);
        Assert.False(story.Answered().Delivered().Ticket.CallBack);

        var late = A.Ticket().Answered();
        var first = late.LastMessage.Id;
        late.Answered().Delivered();
        late.Ticket.DeliveryHasFailed(first, DeliveryState.Unreachable, late.Moment);
        Assert.Equal((false, false), (late.Ticket.CallBack, late.Ticket.Unreachable));
    }

    [Fact]
    public void A_resolution_that_failed_is_told_by_a_later_one_or_by_an_answer()
    {
        Assert.False(Done().Answered().Delivered().Ticket.CallBack);
        Assert.False(Done().Reopened().Called().Resolved().Delivered().Ticket.CallBack);

        static Story Done() => A.Ticket().Answered().Delivered().Resolved().NotDelivered();
    }

    [Fact]
    public void A_question_that_an_answer_took_the_place_of_is_not_asked_by_the_next_call()
    {
        var story = A.Ticket().Answered(AnswerKind.NeedFromYou).NotDelivered().Answered().Delivered().Called(kind: null);
        Assert.Equal(TicketStatus.InProgress, story.Ticket.Status);
    }

    [Fact]
    public void A_promised_call_waits_there_and_ends_with_the_call_or_with_the_matter()
    {
        Assert.False(Promised().Called().Ticket.CallBack);
        Assert.False(Promised().Cancelled().Ticket.CallBack);
        Assert.True(Promised().Noted().Ticket.CallBack);
        Assert.False(ByPhone().Called().Resolved().Closed().Ticket.CallBack);
    }

    [Fact]
    public void A_note_or_an_answer_in_a_chat_calls_nobody()
    {
        Assert.False(ByPhone().Noted().Ticket.CallBack);
        Assert.False(A.Ticket().Answered().Ticket.CallBack);
        Assert.False(A.Ticket().Answered().Delivered().Resolved().Ticket.CallBack);
    }

    private static Story Refused(DeliveryState outcome = DeliveryState.Unreachable) => A.Ticket().Answered().NotDelivered(outcome);

    private static Story ByPhone() => A.Ticket().From(ContactChannel.Hotline).Reachable(Reach.Phone);

    private static Story Promised()
    {
        var story = ByPhone();
        Assert.Null(story.Try((t, moment) => t.Note(By.Staff("aygul"), story.Words("We call back"), moment, callPromised: true)));
        return story;
    }

    [Fact]
    public void Who_waits_in_a_chat_that_has_shut_waits_for_a_call()
    {
        var story = A.Ticket().OpenedAt(Monday.At(10));
        Assert.True(story.Ticket.ReplyWindowHasShut(story.Moment));
        Assert.False(story.Ticket.ReplyWindowHasShut(story.Moment));
        Assert.Equal((true, true), (story.Ticket.CallBack, story.Ticket.Unanswered));
        Assert.Single(story.Events.OfType<ReplyWindowShut>());
        Assert.Equal((false, false), (story.Called().Ticket.CallBack, story.Ticket.ReplyWindowHasShut(story.Moment)));
    }
}
