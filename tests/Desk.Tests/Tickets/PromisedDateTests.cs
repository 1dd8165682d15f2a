using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>The promised date of a next step, which has its own deadline.</summary>
public class PromisedDateTests
{
    private static TicketScenario CreateWithPromisedDate() => A.Ticket().Answered(AnswerKind.NextStep, Monday.AddDays(5)).Delivered();

    [Fact]
    public void A_promised_date_can_be_postponed_twice_and_a_third_time_is_refused()
    {
        var story = CreateWithPromisedDate()
            .Answered(AnswerKind.NextStep, Monday.AddDays(6)).Called(AnswerKind.NextStep, promised: Monday.AddDays(7));
        var (before, events) = (TicketSnapshot.Serialize(story.Ticket), story.Events.Count);
        var again = story.Answer(AnswerKind.NextStep, Monday.AddDays(8));

        var staff = Author.Staff("aygul");
        Assert.Equal(RefusalReason.RenewedTwice, story.Try((t, context) => t.Answer(staff, again, context))?.Reason);
        Assert.Equal(RefusalReason.RenewedTwice,
            story.Try((t, context) => t.AnswerOnTheSpot(staff, again, AnsweredVia.FaceToFace, context))?.Reason);
        var call = new CallRecord(CallDirection.Out, true, again.Kind, again.Body, again.PromisedAt);
        Assert.Equal(RefusalReason.RenewedTwice, story.Try((t, context) => t.LogCall(staff, call, context))?.Reason);

        Assert.Equal((before, events), (TicketSnapshot.Serialize(story.Ticket), story.Events.Count));
        Assert.Equal((Monday.AddDays(7), 2), (story.Ticket.RunningPromisedDate!.PromisedAt, story.Ticket.RunningPromisedDate.Renewals));
    }

    [Fact]
    public void A_call_that_reached_nobody_records_no_promised_date() =>
        Assert.Empty(A.Ticket().Called(AnswerKind.NextStep, reached: false, promised: Monday.AddDays(5)).Ticket.PromisedDates);

    [Fact]
    public void A_passed_date_warns_once_and_changes_no_cycle()
    {
        var story = CreateWithPromisedDate().At(Monday.AddDays(5)).MissesRecorded().MissesRecorded();
        Assert.Single(story.Events.OfType<PromisePassed>());
        Assert.Equal(CycleState.Met, story.Cycle.State);

        story.Answered(AnswerKind.NextStep, Monday.AddDays(6)).Delivered().At(Monday.AddDays(6)).MissesRecorded();
        Assert.Equal([Monday.AddDays(5), Monday.AddDays(6)], story.Events.OfType<PromisePassed>().Select(p => p.PromisedAt));
    }

    [Fact]
    public void Resolving_withdrawing_and_closing_end_the_promised_date()
    {
        TicketScenario[] ended =
        [
            CreateWithPromisedDate().Resolved(), CreateWithPromisedDate().Cancelled(),
            A.Ticket().Answered().Delivered().Resolved().Answered(AnswerKind.NextStep, Monday.AddDays(5)).Closed(),
        ];
        Assert.All(ended, story =>
        {
            Assert.Null(story.Ticket.RunningPromisedDate);
            Assert.False(story.At(Monday.AddDays(9)).Ticket.RecordMissedDeadlines(story.Context));
        });
    }

    [Fact]
    public void A_new_promise_after_reopening_counts_its_own_renewals()
    {
        var story = CreateWithPromisedDate().Resolved().At(Tuesday).Reopened().Answered(AnswerKind.NextStep, Monday.AddDays(7));
        Assert.Equal((2, 0), (story.Ticket.PromisedDates.Count, story.Ticket.RunningPromisedDate!.Renewals));
    }
}
