using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;
using static EcomCenter.Desk.Tickets.TicketAction;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>Supervision orders: what drafts one, which action each state allows, and how one ends.</summary>
public class SupervisionOrderTests
{
    private static readonly Author Boss = Author.Staff("boss"), Clerk = Author.Staff("aygul");

    [Fact]
    public void A_miss_drafts_one_order_however_it_is_noticed()
    {
        var swept = A.Ticket().OpenedAt(Monday.At(10)).At(Wednesday.At(10)).MissesRecorded().At(Thursday.At(10)).MissesRecorded();
        var late = A.Ticket().OpenedAt(Monday.At(10)).At(Wednesday.At(11)).Answered().Delivered();
        foreach (var story in new[] { swept, late })
        {
            var order = Assert.Single(story.Ticket.Orders);
            Assert.Equal((OrderState.Draft, OrderCause.Missed, story.Ticket.Cycles[0].Id), (order.State, order.Cause, order.CauseId));
            Assert.Equal(order.Id, Assert.Single(story.Events.OfType<CycleMissed>()).Order);
        }
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(5, false)]
    public void One_of_the_two_lowest_ratings_drafts_an_order(int score, bool drafts)
    {
        var story = A.Ticket().Answered().Delivered().Resolved().Rated(score);
        Assert.Equal(drafts ? [OrderCause.BadRating] : [], story.Ticket.Orders.Select(order => order.Cause));
    }

    [Fact]
    public void The_second_return_of_slips_drafts_one_order_and_the_third_none()
    {
        var story = A.Ticket().TransferredTo("brand").SlipDone(ReturnSlip);
        Assert.Empty(story.Ticket.Orders);
        story.TransferredTo("product").SlipDone(ReturnSlip, 2);
        Assert.Equal(OrderCause.SecondReturn, Assert.Single(story.Ticket.Orders).Cause);
        story.TransferredTo("brand").SlipDone(ReturnSlip, 3);
        Assert.Single(story.Ticket.Orders);
    }

    [Theory]
    [InlineData(OrderState.Draft, "IssueOrder DropOrder")]
    [InlineData(OrderState.Issued, "AnswerOrder DropOrder")]
    [InlineData(OrderState.Answered, "AcceptOrder RepeatOrder DropOrder")]
    [InlineData(OrderState.Accepted, "")]
    [InlineData(OrderState.Dropped, "")]
    public void An_order_allows_an_action_or_refuses_it_and_changes_nothing(OrderState state, string allowed)
    {
        foreach (var action in new[] { IssueOrder, AnswerOrder, AcceptOrder, RepeatOrder, DropOrder })
        {
            var story = InState(state);
            var before = TicketSnapshot.Serialize(story.Ticket);
            var refusal = Act(story, action);
            Assert.Equal(allowed.Split(' ').Contains(action.ToString()), refusal is null);
            if (refusal is null) continue;
            Assert.Equal(RefusalReason.WrongOrderState, refusal.Reason);
            Assert.Equal(before, TicketSnapshot.Serialize(story.Ticket));
        }
    }

    [Fact]
    public void The_addressee_is_reminded_four_hours_before_and_at_the_due_time_until_there_is_an_answer()
    {
        var story = InState(OrderState.Issued);
        Assert.Equal(Tuesday.At(6), story.Ticket.Orders[0].NextCheckAt);
        story.At(Tuesday.At(6)).MissesRecorded().At(Tuesday.At(10)).MissesRecorded();
        Assert.Equal([(false, "aygul"), (true, "aygul")],
            story.Events.OfType<OrderReminded>().Select(reminded => (reminded.Late, reminded.User)));
        Assert.Equal((Tuesday.At(10), null), (story.Ticket.Orders[0].OverdueAt, story.Ticket.Orders[0].NextCheckAt));

        Act(story, AnswerOrder);
        Act(story, RepeatOrder);
        Assert.Equal((null, 1), (story.Ticket.Orders[0].OverdueAt, story.Ticket.Orders[0].Repeats));
        Assert.NotNull(story.Ticket.Orders[0].NextCheckAt);
    }

    [Fact]
    public void After_a_bad_rating_the_order_ends_only_when_the_resident_was_told_something_since()
    {
        var story = A.Ticket().Answered().Delivered().Resolved().Rated(1).At(Monday.At(12));
        Act(story, IssueOrder);
        Act(story, AnswerOrder);
        Assert.Equal(RefusalReason.ResidentNotTold, Act(story, AcceptOrder)?.Reason);
        story.At(Monday.At(13)).Answered().Delivered();
        Assert.Null(Act(story, AcceptOrder));
        Assert.Equal(OrderState.Accepted, story.Ticket.Orders[0].State);
    }

    private static TicketScenario InState(OrderState state)
    {
        var story = A.Ticket().OpenedAt(Monday.At(10));
        Assert.Null(story.Try((t, context) => t.DraftOrder(Boss, context)));
        TicketAction[] steps = state switch
        {
            OrderState.Issued => [IssueOrder],
            OrderState.Answered => [IssueOrder, AnswerOrder],
            OrderState.Accepted => [IssueOrder, AnswerOrder, AcceptOrder],
            OrderState.Dropped => [DropOrder],
            _ => [],
        };
        foreach (var step in steps) Assert.Null(Act(story, step));
        return story;
    }

    private static Refusal? Act(TicketScenario story, TicketAction action) => story.Try((ticket, context) =>
    {
        var order = ticket.Orders[0];
        return action switch
        {
            IssueOrder => ticket.IssueOrder(Boss, order, "aygul", context.Now.AddDays(1), story.Body("See to it"), context),
            AnswerOrder => ticket.AnswerOrder(Clerk, order, story.Body("It was seen to"), context),
            AcceptOrder => ticket.AcceptOrder(Boss, order, context),
            RepeatOrder => ticket.RepeatOrder(Boss, order, context.Now.AddDays(1), story.Body("When?"), context),
            _ => ticket.DropOrder(Boss, order, story.Body("Not needed"), context),
        };
    });
}
