using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>Assignees and ratings.</summary>
public class AssigneeAndRatingTests
{
    [Fact]
    public void A_service_takes_and_answers_without_becoming_assignee()
    {
        var taken = A.Ticket().TakenByService("portal").Ticket;
        var answered = A.Ticket().Answered(author: Author.Service("portal")).Ticket;
        Assert.Equal((TicketStatus.InProgress, null), (taken.Status, taken.Assignee));
        Assert.Equal((TicketStatus.InProgress, null), (answered.Status, answered.Assignee));
    }

    [Fact]
    public void Taking_a_ticket_that_a_colleague_took_is_refused()
    {
        var story = A.Ticket().TakenBy("aygul");
        Assert.Equal(RefusalReason.AlreadyTaken, story.Try((t, context) => t.Take(Author.Staff("ruzi"), context))?.Reason);
        Assert.Equal("aygul", story.Ticket.Assignee);
    }

    [Fact]
    public void Taking_a_new_ticket_makes_the_taker_assignee_even_if_it_was_assigned_to_another() =>
        Assert.Equal("aygul", A.Ticket().AssignedTo("ruzi").TakenBy("aygul").Ticket.Assignee);

    [Fact]
    public void Answering_for_a_colleague_keeps_the_assignee() =>
        Assert.Equal("ruzi", A.Ticket().AssignedTo("ruzi").Answered().Ticket.Assignee);

    [Fact]
    public void Assigning_a_ticket_never_changes_the_due_time()
    {
        var story = A.Ticket().Opened();
        var due = story.Ticket.DueAt;
        story.At(Tuesday).TakenBy("aygul").AssignedTo("ruzi").AssignedTo("dilnur");
        Assert.Equal((due, 1), (story.Ticket.DueAt, story.Ticket.Cycles.Count));
    }

    [Fact]
    public void A_corrected_rating_takes_the_new_score_and_calls_for_a_supervisor_if_it_is_low()
    {
        var story = A.Ticket().Answered().Delivered().Resolved().Rated(4);
        Assert.Null(story.Try((t, context) => t.CorrectRating(Author.Resident, 2, context)));
        Assert.Equal(2, Assert.Single(story.Ticket.Ratings).Score);
        Assert.True(story.Ticket.NeedsSupervisor);
    }

    [Fact]
    public void Each_resolution_is_rated_once()
    {
        var story = A.Ticket().Answered().Delivered().Resolved().Rated(2);
        Assert.Equal(RefusalReason.AlreadyRated, story.Try((t, context) => t.Rate(Author.Resident, 5, null, context))?.Reason);
        Assert.Equal(RefusalReason.AlreadyRated,
            story.Closed().Try((t, context) => t.Rate(Author.Staff("aygul"), 5, null, context))?.Reason);

        story.At(Tuesday).Reopened().Called().Resolved().Rated(5);
        Assert.Equal([2, 5], story.Ticket.Ratings.Select(r => r.Score));
    }
}
