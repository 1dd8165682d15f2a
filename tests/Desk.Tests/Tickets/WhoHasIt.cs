using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>Assignees and ratings.</summary>
public class WhoHasIt
{
    [Fact]
    public void A_service_takes_and_answers_without_becoming_assignee()
    {
        var taken = A.Ticket().TakenByService("portal").Ticket;
        var answered = A.Ticket().Answered(by: By.Service("portal")).Ticket;
        Assert.Equal((TicketStatus.InProgress, null), (taken.Status, taken.Assignee));
        Assert.Equal((TicketStatus.InProgress, null), (answered.Status, answered.Assignee));
    }

    [Fact]
    public void Of_two_who_take_it_at_once_the_second_is_told_so()
    {
        var story = A.Ticket().TakenBy("aygul");
        Assert.Equal(RefusalReason.AlreadyTaken, story.Try((t, now) => t.Take(By.Staff("ruzi"), now))?.Reason);
        Assert.Equal("aygul", story.Ticket.Assignee);
    }

    [Fact]
    public void Who_takes_a_new_matter_has_it_even_if_it_was_meant_for_another() =>
        Assert.Equal("aygul", A.Ticket().AssignedTo("ruzi").TakenBy("aygul").Ticket.Assignee);

    [Fact]
    public void Answering_for_a_colleague_leaves_it_with_them() =>
        Assert.Equal("ruzi", A.Ticket().AssignedTo("ruzi").Answered().Ticket.Assignee);

    [Fact]
    public void Moving_a_ticket_between_people_never_touches_the_clock()
    {
        var story = A.Ticket().Opened();
        var due = story.Ticket.DueAt;
        story.At(Tuesday).TakenBy("aygul").AssignedTo("ruzi").AssignedTo("dilnur");
        Assert.Equal((due, 1), (story.Ticket.DueAt, story.Ticket.Cycles.Count));
    }

    [Fact]
    public void A_closing_is_rated_once_and_the_next_closing_again()
    {
        var story = A.Ticket().Answered().Delivered().Resolved().Rated(2);
        Assert.Equal(RefusalReason.AlreadyRated, story.Try((t, now) => t.Rate(By.Resident, 5, null, now))?.Reason);
        Assert.Equal(RefusalReason.AlreadyRated, story.Closed().Try((t, now) => t.Rate(By.Staff("aygul"), 5, null, now))?.Reason);

        story.At(Tuesday).Reopened().Called().Resolved().Rated(5);
        Assert.Equal([2, 5], story.Ticket.Ratings.Select(r => r.Score));
    }
}
