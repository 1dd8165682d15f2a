using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>Follow-up calls: drawn after a resolution, made by somebody else, and reopening what is not solved.</summary>
public class FollowUpTests
{
    private static TicketScenario Drawn => A.Ticket().TakenBy("ruzi").Answered().Delivered().Resolved().DrawnForFollowUp();

    [Theory]
    [InlineData("aygul")]
    [InlineData("ruzi")]
    public void Whoever_answered_or_has_the_ticket_may_not_make_the_call(string server)
    {
        var story = Drawn;
        var before = TicketSnapshot.Serialize(story.Ticket);
        var refusal = story.Try((t, context) =>
            t.RecordFollowUp(Author.Staff(server), new(true, true, 5, story.Body("It works")), context));
        Assert.Equal(RefusalReason.ServedByCaller, refusal?.Reason);
        Assert.Equal(before, TicketSnapshot.Serialize(story.Ticket));
    }

    [Fact]
    public void Who_only_wrote_a_note_may_make_the_call()
    {
        var story = A.Ticket().Answered().Delivered().Resolved();
        Assert.Null(story.Try((t, context) => t.AddNote(Author.Staff("gulnar"), story.Body("Between us"), context)));
        story.DrawnForFollowUp().FollowedUp(solved: true, 5, "gulnar");
        var call = Assert.Single(story.Ticket.FollowUps);
        Assert.Equal((FollowUpState.Called, true, 5, Author.Staff("gulnar")), (call.State, call.Solved, call.Score, call.CalledBy));
        Assert.Equal((TicketStatus.Resolved, 5), (story.Ticket.Status, story.Ticket.CurrentRating!.Score));
    }

    [Fact]
    public void Not_solved_reopens_the_ticket_with_a_new_cycle_from_the_call()
    {
        var story = Drawn.At(Tuesday.At(9)).FollowedUp(solved: false, score: 1);
        Assert.Equal((TicketStatus.InProgress, null, 1),
            (story.Ticket.Status, story.Ticket.ResolvedAt, story.Ticket.NotSolvedCount));
        Assert.Equal((Tuesday.At(9), CycleState.Open), (story.Cycle.StartedAt, story.Cycle.State));
        Assert.Equal(story.Cycle.Id, Assert.Single(story.Events.OfType<FollowUpCalled>()).NewCycle?.Id);
        Assert.Equal(OrderCause.BadRating, Assert.Single(story.Ticket.Orders).Cause);
    }

    [Fact]
    public void A_rating_of_the_resident_stays_beside_the_score_of_the_call()
    {
        var story = A.Ticket().Answered().Delivered().Resolved().Rated(2).DrawnForFollowUp().FollowedUp(solved: true, 4);
        Assert.Equal((2, 4), (Assert.Single(story.Ticket.Ratings).Score, story.Ticket.FollowUps[0].Score));
    }

    [Fact]
    public void Three_calls_that_reach_nobody_end_it()
    {
        var story = Drawn;
        for (var n = 1; n <= FollowUpCall.MaxTries; n++)
        {
            Assert.NotNull(story.Ticket.WaitingFollowUp);
            Assert.Null(story.Try((t, context) =>
                t.RecordFollowUp(Author.Staff("caller"), new(false, null, null, story.Body("Nobody picked up")), context)));
        }

        Assert.Equal((FollowUpState.NotReached, 3), (story.Ticket.FollowUps[0].State, story.Ticket.FollowUps[0].Tries));
    }

    [Fact]
    public void A_ticket_that_is_reopened_before_the_call_is_called_about_after_its_next_resolution()
    {
        var story = Drawn.At(Tuesday).Reopened();
        Assert.Equal(FollowUpState.Ended, story.Ticket.FollowUps[0].State);
        Assert.False(story.Ticket.DrawFollowUp(FollowUpCause.Sample, story.Context));
        story.Answered().Delivered().Resolved().DrawnForFollowUp();
        Assert.NotNull(story.Ticket.WaitingFollowUp);
        Assert.False(story.Ticket.DrawFollowUp(FollowUpCause.Sample, story.Context));
    }

    [Fact]
    public void After_the_period_for_reopening_the_call_is_too_late_and_closing_ends_it()
    {
        var story = Drawn;
        story.At(story.Now.AddDays(16));
        Assert.Equal(RefusalReason.TooLate, story.Try((t, context) =>
            t.RecordFollowUp(Author.Staff("caller"), new(true, true, null, story.Body("Fine")), context))?.Reason);
        story.Closed();
        Assert.Equal(FollowUpState.Ended, story.Ticket.FollowUps[0].State);
    }
}
