using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>The call-back list: tickets with a message that can only be told by phone.</summary>
public class CallBackListTests
{
    [Fact]
    public void An_answer_to_a_resident_with_only_a_phone_waits_until_a_call_reaches_them()
    {
        var story = CreateByPhone().Answered();
        Assert.True(story.Ticket.NeedsCallBack);
        Assert.True(story.Called(reached: false).Ticket.NeedsCallBack);
        Assert.False(story.Called(kind: null).Ticket.NeedsCallBack);
    }

    [Fact]
    public void A_resolution_is_marked_sent_by_the_call_that_tells_it()
    {
        var story = CreateByPhone().Called().Resolved();
        Assert.Equal((true, DeliveryState.Queued), (story.Ticket.NeedsCallBack, story.LastMessage.Delivery));
        var resolution = story.LastMessage;

        story.At(Tuesday).Called(kind: null);

        Assert.Equal((false, DeliveryState.Sent, Tuesday), (story.Ticket.NeedsCallBack, resolution.Delivery, resolution.DeliveredAt));
    }

    [Theory]
    [InlineData(DeliveryState.Failed)]
    [InlineData(DeliveryState.Unreachable)]
    public void An_undelivered_answer_waits_until_a_later_answer_or_a_call_reaches_the_resident(DeliveryState outcome)
    {
        Assert.False(CreateUndelivered(outcome).Called(kind: null).Ticket.NeedsCallBack);
        var story = CreateUndelivered(outcome).Answered();
        Assert.True(story.Ticket.NeedsCallBack);
        Assert.False(story.Delivered().Ticket.NeedsCallBack);
    }

    [Fact]
    public void An_earlier_answer_a_resolution_and_a_note_do_not_replace_an_undelivered_answer()
    {
        var earlier = A.Ticket().Answered();
        var first = earlier.LastMessage.Id;
        earlier.Answered().NotDelivered();
        Assert.True(earlier.Delivered(message: first).Ticket.NeedsCallBack);

        var story = A.Ticket().Answered().Delivered().Answered().NotDelivered();
        Assert.True(story.Resolved().Delivered().Ticket.NeedsCallBack);
        Assert.True(story.Noted().Ticket.NeedsCallBack);
    }

    [Fact]
    public void A_failed_answer_needs_a_call_only_while_no_later_answer_arrived()
    {
        var story = CreateUndelivered().Answered().NotDelivered();
        Assert.True(story.Ticket.NeedsCallBack);
        Assert.False(story.Answered().Delivered().Ticket.NeedsCallBack);

        var late = A.Ticket().Answered();
        var first = late.LastMessage.Id;
        late.Answered().Delivered();
        late.Ticket.RecordDeliveryFailure(first, DeliveryState.Unreachable, late.Context);
        Assert.Equal((false, false), (late.Ticket.NeedsCallBack, late.Ticket.Unreachable));
    }

    [Fact]
    public void A_failed_resolution_is_replaced_by_a_later_one_or_by_an_answer()
    {
        Assert.False(Done().Answered().Delivered().Ticket.NeedsCallBack);
        Assert.False(Done().Reopened().Called().Resolved().Delivered().Ticket.NeedsCallBack);

        static TicketScenario Done() => A.Ticket().Answered().Delivered().Resolved().NotDelivered();
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
        Assert.False(CreateWithPromisedCall().Called().Ticket.NeedsCallBack);
        Assert.False(CreateWithPromisedCall().Cancelled().Ticket.NeedsCallBack);
        Assert.True(CreateWithPromisedCall().Noted().Ticket.NeedsCallBack);
        Assert.False(CreateByPhone().Called().Resolved().Closed().Ticket.NeedsCallBack);
    }

    [Fact]
    public void A_note_or_an_answer_in_a_chat_needs_no_call()
    {
        Assert.False(CreateByPhone().Noted().Ticket.NeedsCallBack);
        Assert.False(A.Ticket().Answered().Ticket.NeedsCallBack);
        Assert.False(A.Ticket().Answered().Delivered().Resolved().Ticket.NeedsCallBack);
    }

    private static TicketScenario CreateUndelivered(DeliveryState outcome = DeliveryState.Unreachable) =>
        A.Ticket().Answered().NotDelivered(outcome);

    private static TicketScenario CreateByPhone() => A.Ticket().From(ContactChannel.Hotline).Reachable(Reach.Phone);

    private static TicketScenario CreateWithPromisedCall()
    {
        var story = CreateByPhone();
        Assert.Null(story.Try((t, context) => t.AddNote(Author.Staff("aygul"), story.Body("We call back"), context, callPromised: true)));
        return story;
    }

    [Fact]
    public void An_answer_that_is_sent_again_stays_on_the_list_until_it_arrives()
    {
        var story = CreateUndelivered().Answered().NotDelivered();
        foreach (var waiting in story.Ticket.GetWaitingMessages()) story.Ticket.ResumeDelivery(waiting.Id, story.Context);
        Assert.Equal((true, 0, 2), (story.Ticket.NeedsCallBack, story.Ticket.GetWaitingMessages().Count,
            story.Events.OfType<DeliveryResumed>().Count()));
        Assert.False(story.Delivered().Ticket.NeedsCallBack);
        story.Ticket.ResumeDelivery(story.LastMessage.Id, story.Context);
        Assert.Equal(DeliveryState.Sent, story.LastMessage.Delivery);
    }

    [Fact]
    public void What_was_told_or_replaced_or_refused_for_good_is_not_sent_again()
    {
        Assert.Empty(CreateUndelivered().Called(kind: null).Ticket.GetWaitingMessages());
        Assert.Empty(CreateUndelivered().Answered().Delivered().Ticket.GetWaitingMessages());
        Assert.Empty(CreateUndelivered(DeliveryState.Failed).Ticket.GetWaitingMessages());
        Assert.Single(CreateUndelivered().Ticket.GetWaitingMessages());
    }

    [Fact]
    public void An_unanswered_ticket_needs_a_call_once_the_reply_window_is_closed()
    {
        var story = A.Ticket().OpenedAt(Monday.At(10));
        Assert.True(story.Ticket.RecordReplyWindowClosed(story.Context));
        Assert.False(story.Ticket.RecordReplyWindowClosed(story.Context));
        Assert.Equal((true, true), (story.Ticket.NeedsCallBack, story.Ticket.Unanswered));
        Assert.Single(story.Events.OfType<ReplyWindowShut>());
        Assert.Equal((false, false), (story.Called().Ticket.NeedsCallBack, story.Ticket.RecordReplyWindowClosed(story.Context)));
    }
}
