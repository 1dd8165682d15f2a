using EcomCenter.Contracts;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>Waiting is a label that only a delivered question gives.</summary>
public class WaitingForTheResident
{
    [Fact]
    public void A_question_waits_only_after_it_is_delivered()
    {
        var story = A.Ticket().Answered(AnswerKind.NeedFromYou);
        Assert.Equal(TicketStatus.InProgress, story.Ticket.Status);
        Assert.Equal(TicketStatus.WaitingForResident, story.Delivered().Ticket.Status);
    }

    [Fact]
    public void A_question_told_face_to_face_or_published_waits_at_once()
    {
        Assert.Equal(TicketStatus.WaitingForResident, A.Ticket().AnsweredOnTheSpot(Monday.At(10), AnswerKind.NeedFromYou).Ticket.Status);
        var slip = A.Ticket().From(ContactChannel.SuggestionBox).Answered(AnswerKind.NeedFromYou);
        Assert.Equal(TicketStatus.WaitingForResident, slip.Ticket.Status);
    }

    [Fact]
    public void A_question_asked_on_a_call_waits_when_the_call_reached_the_person()
    {
        Assert.Equal(TicketStatus.New, A.Ticket().Called(AnswerKind.NeedFromYou, reached: false).Ticket.Status);
        Assert.Equal(TicketStatus.WaitingForResident, A.Ticket().Called(AnswerKind.NeedFromYou).Ticket.Status);
    }

    [Fact]
    public void A_question_that_waited_for_a_call_waits_for_the_resident_whatever_else_the_call_said() =>
        Assert.Equal(TicketStatus.WaitingForResident, A.Ticket().Answered(AnswerKind.NeedFromYou).NotDelivered().Called().Ticket.Status);

    [Fact]
    public void A_message_that_came_meanwhile_keeps_the_ticket_from_waiting()
    {
        var story = A.Ticket().Answered(AnswerKind.NeedFromYou).At(Monday.At(11)).Wrote().At(Monday.At(12)).Delivered();
        Assert.Equal((TicketStatus.InProgress, true), (story.Ticket.Status, story.Ticket.Unanswered));
    }

    [Fact]
    public void A_question_asked_when_nothing_was_open_does_not_wait_if_the_resident_wrote_meanwhile()
    {
        var story = A.Ticket().Answered().Delivered().Answered(AnswerKind.NeedFromYou).At(Monday.At(11)).Wrote().Delivered();
        Assert.Equal((TicketStatus.InProgress, true), (story.Ticket.Status, story.Ticket.Unanswered));
    }

    [Fact]
    public void A_question_after_resolving_leaves_the_matter_resolved() =>
        Assert.Equal(TicketStatus.Resolved, A.Ticket().Answered().Delivered().Resolved().Answered(AnswerKind.NeedFromYou).Delivered().Ticket.Status);
}
