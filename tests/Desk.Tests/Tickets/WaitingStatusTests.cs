using EcomCenter.Contracts;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>The status of waiting for the resident, which only a delivered question sets.</summary>
public class WaitingStatusTests
{
    [Fact]
    public void A_ticket_waits_only_after_its_question_is_delivered()
    {
        var story = A.Ticket().Answered(AnswerKind.NeedFromYou);
        Assert.Equal(TicketStatus.InProgress, story.Ticket.Status);
        Assert.Equal(TicketStatus.WaitingForResident, story.Delivered().Ticket.Status);
    }

    [Fact]
    public void A_ticket_waits_at_once_when_its_question_is_told_face_to_face_or_published()
    {
        Assert.Equal(TicketStatus.WaitingForResident, A.Ticket().AnsweredOnTheSpot(Monday.At(10), AnswerKind.NeedFromYou).Ticket.Status);
        var slip = A.Ticket().From(ContactChannel.SuggestionBox).Answered(AnswerKind.NeedFromYou);
        Assert.Equal(TicketStatus.WaitingForResident, slip.Ticket.Status);
    }

    [Fact]
    public void A_ticket_waits_when_its_question_is_asked_on_a_call_that_reached_the_resident()
    {
        Assert.Equal(TicketStatus.New, A.Ticket().Called(AnswerKind.NeedFromYou, reached: false).Ticket.Status);
        Assert.Equal(TicketStatus.WaitingForResident, A.Ticket().Called(AnswerKind.NeedFromYou).Ticket.Status);
    }

    [Fact]
    public void A_ticket_waits_when_a_call_delivers_its_earlier_question() =>
        Assert.Equal(TicketStatus.WaitingForResident, A.Ticket().Answered(AnswerKind.NeedFromYou).NotDelivered().Called().Ticket.Status);

    [Fact]
    public void A_message_that_came_meanwhile_keeps_the_ticket_from_waiting()
    {
        var story = A.Ticket().Answered(AnswerKind.NeedFromYou).At(Monday.At(11)).Wrote().At(Monday.At(12)).Delivered();
        Assert.Equal((TicketStatus.InProgress, true), (story.Ticket.Status, story.Ticket.Unanswered));
    }

    [Fact]
    public void A_ticket_does_not_wait_when_the_resident_wrote_before_the_question_was_delivered()
    {
        var story = A.Ticket().Answered().Delivered().Answered(AnswerKind.NeedFromYou).At(Monday.At(11)).Wrote().Delivered();
        Assert.Equal((TicketStatus.InProgress, true), (story.Ticket.Status, story.Ticket.Unanswered));
    }

    [Fact]
    public void A_question_after_resolving_leaves_the_ticket_resolved()
    {
        var story = A.Ticket().Answered().Delivered().Resolved().Answered(AnswerKind.NeedFromYou).Delivered();
        Assert.Equal(TicketStatus.Resolved, story.Ticket.Status);
    }
}
