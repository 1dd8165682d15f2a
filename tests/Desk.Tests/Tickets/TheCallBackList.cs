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

    [Fact]
    public void What_a_chat_refused_waits_there_until_the_chat_takes_something_again_or_a_call_reached_them()
    {
        var story = A.Ticket().Answered().NotDelivered();
        Assert.True(story.Ticket.CallBack);
        Assert.True(story.Answered().Delivered().Ticket.CallBack);
        Assert.False(story.Called(kind: null).Ticket.CallBack);
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
