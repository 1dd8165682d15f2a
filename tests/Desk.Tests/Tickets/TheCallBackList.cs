using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>The call-back list: tickets with a message that can only be told by phone.</summary>
public class TheCallBackList
{
    [Fact]
    public void An_answer_to_a_resident_with_only_a_phone_waits_until_a_call_reaches_them()
    {
        var story = ByPhone().Answered();
        Assert.True(story.Ticket.CallBack);
        Assert.True(story.Called(reached: false).Ticket.CallBack);
        Assert.False(story.Called(kind: null).Ticket.CallBack);
    }

    [Fact]
    public void A_resolution_is_marked_sent_by_the_call_that_tells_it()
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
    public void An_undelivered_answer_waits_until_a_later_answer_or_a_call_reaches_the_resident(DeliveryState outcome)
    {
        Assert.False(Refused(outcome).Called(kind: null).Ticket.CallBack);
        var story = Refused(outcome).Answered();
        Assert.True(story.Ticket.CallBack);
        Assert.False(story.Delivered().Ticket.CallBack);
    }

    [Fact]
    public void An_earlier_answer_a_resolution_and_a_note_do_not_replace_an_undelivered_answer()
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
    public void A_failed_answer_needs_a_call_only_while_no_later_answer_arrived()
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
    public void A_failed_resolution_is_replaced_by_a_later_one_or_by_an_answer()
    {
        Assert.False(Done().Answered().Delivered().Ticket.CallBack);
        Assert.False(Done().Reopened().Called().Resolved().Delivered().Ticket.CallBack);

        static Story Done() => A.Ticket().Answered().Delivered().Resolved().NotDelivered();
    }

    [Fact]
    public void A_question_replaced_by_an_answer_is_not_asked_by_the_next_call()
    {
        var story = A.Ticket().Answered(AnswerKind.NeedFromYou).NotDelivered().Answered().Delivered().Called(kind: null);
        Assert.Equal(TicketStatus.InProgress, story.Ticket.Status);
    }

    [Fact]
    public void A_promised_call_waits_until_the_call_or_the_end_of_the_ticket()
    {
        Assert.False(Promised().Called().Ticket.CallBack);
        Assert.False(Promised().Cancelled().Ticket.CallBack);
        Assert.True(Promised().Noted().Ticket.CallBack);
        Assert.False(ByPhone().Called().Resolved().Closed().Ticket.CallBack);
    }

    [Fact]
    public void A_note_or_an_answer_in_a_chat_needs_no_call()
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
        Assert.Null(story.Try((t, context) => t.Note(By.Staff("aygul"), story.Words("We call back"), context, callPromised: true)));
        return story;
    }

    [Fact]
    public void An_unanswered_ticket_needs_a_call_once_the_reply_window_is_closed()
    {
        var story = A.Ticket().OpenedAt(Monday.At(10));
        Assert.True(story.Ticket.ReplyWindowHasShut(story.Moment));
        Assert.False(story.Ticket.ReplyWindowHasShut(story.Moment));
        Assert.Equal((true, true), (story.Ticket.CallBack, story.Ticket.Unanswered));
        Assert.Single(story.Events.OfType<ReplyWindowShut>());
        Assert.Equal((false, false), (story.Called().Ticket.CallBack, story.Ticket.ReplyWindowHasShut(story.Moment)));
    }
}
