using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>The promised date of a next step, which has its own deadline.</summary>
public class PromisedDates
{
    private static Story Promised() => A.Ticket().Answered(AnswerKind.NextStep, Monday.AddDays(5)).Delivered();

    [Fact]
    public void A_promised_date_can_be_postponed_twice_and_a_third_time_is_refused()
    {
        var story = Promised()
            .Answered(AnswerKind.NextStep, Monday.AddDays(6)).Called(AnswerKind.NextStep, promised: Monday.AddDays(7));
        var (before, events) = (Snapshot.Of(story.Ticket), story.Events.Count);
        var again = story.Answer(AnswerKind.NextStep, Monday.AddDays(8));

        var staff = By.Staff("aygul");
        Assert.Equal(RefusalReason.RenewedTwice, story.Try((t, context) => t.Answer(staff, again, context))?.Reason);
        Assert.Equal(RefusalReason.RenewedTwice,
            story.Try((t, context) => t.AnswerOnTheSpot(staff, again, Via.FaceToFace, context))?.Reason);
        var call = new CallMade(CallDirection.Out, true, again.Kind, again.Words, again.PromisedAt);
        Assert.Equal(RefusalReason.RenewedTwice, story.Try((t, context) => t.Call(staff, call, context))?.Reason);

        Assert.Equal((before, events), (Snapshot.Of(story.Ticket), story.Events.Count));
        Assert.Equal((Monday.AddDays(7), 2), (story.Ticket.RunningPromise!.PromisedAt, story.Ticket.RunningPromise.Renewals));
    }

    [Fact]
    public void A_call_that_reached_nobody_records_no_promised_date() =>
        Assert.Empty(A.Ticket().Called(AnswerKind.NextStep, reached: false, promised: Monday.AddDays(5)).Ticket.Promises);

    [Fact]
    public void A_passed_date_warns_once_and_changes_no_cycle()
    {
        var story = Promised().At(Monday.AddDays(5)).Noticed().Noticed();
        Assert.Single(story.Events.OfType<PromisePassed>());
        Assert.Equal(CycleState.Met, story.Cycle.State);

        story.Answered(AnswerKind.NextStep, Monday.AddDays(6)).Delivered().At(Monday.AddDays(6)).Noticed();
        Assert.Equal([Monday.AddDays(5), Monday.AddDays(6)], story.Events.OfType<PromisePassed>().Select(p => p.PromisedAt));
    }

    [Fact]
    public void Resolving_withdrawing_and_closing_end_the_promised_date()
    {
        Story[] ended =
        [
            Promised().Resolved(), Promised().Cancelled(),
            A.Ticket().Answered().Delivered().Resolved().Answered(AnswerKind.NextStep, Monday.AddDays(5)).Closed(),
        ];
        Assert.All(ended, story =>
        {
            Assert.Null(story.Ticket.RunningPromise);
            Assert.False(story.At(Monday.AddDays(9)).Ticket.Notice(story.Moment));
        });
    }

    [Fact]
    public void A_new_promise_after_reopening_counts_its_own_renewals()
    {
        var story = Promised().Resolved().At(Tuesday).Reopened().Answered(AnswerKind.NextStep, Monday.AddDays(7));
        Assert.Equal((2, 0), (story.Ticket.Promises.Count, story.Ticket.RunningPromise!.Renewals));
    }
}
