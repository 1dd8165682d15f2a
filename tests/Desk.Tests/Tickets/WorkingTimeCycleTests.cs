using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>The one way in which a due time moves: the calendar is edited while a cycle in working time is open.</summary>
public class WorkingTimeCycleTests
{
    [Fact]
    public void An_open_cycle_in_working_time_moves_and_the_event_has_both_times()
    {
        var story = A.Ticket().CountedInWorkingTime().At(Monday.At(12));
        Assert.True(story.Ticket.RecomputeDueTime((start, length) => start + length + length, story.Context));
        Assert.Equal((Friday.At(10), Friday.At(10)), (story.Cycle.DueAt, story.Ticket.DueAt));
        var told = Assert.Single(story.Events.OfType<DueRecomputed>());
        Assert.Equal((Wednesday.At(10), Friday.At(10)), (told.Before, told.Cycle.DueAt));
        Assert.False(story.Ticket.RecomputeDueTime((start, length) => start + length + length, story.Context));
    }

    [Fact]
    public void A_due_time_that_the_edit_puts_into_the_past_is_now()
    {
        var story = A.Ticket().CountedInWorkingTime().At(Tuesday.At(12));
        Assert.True(story.Ticket.RecomputeDueTime((start, _) => start.AddHours(1), story.Context));
        Assert.Equal(Tuesday.At(12), story.Cycle.DueAt);
    }

    [Fact]
    public void Natural_time_never_moves() => AssertStays(A.Ticket().At(Monday.At(12)));

    [Fact]
    public void An_answered_cycle_stays() => AssertStays(A.Ticket().CountedInWorkingTime().Answered().Delivered());

    [Fact]
    public void A_missed_cycle_stays() => AssertStays(A.Ticket().CountedInWorkingTime().At(Wednesday.At(11)).MissesRecorded());

    [Fact]
    public void A_cycle_whose_miss_is_not_recorded_yet_stays() => AssertStays(A.Ticket().CountedInWorkingTime().At(Wednesday.At(11)));

    [Fact]
    public void Nothing_moves_while_the_clock_is_doubted()
    {
        var story = A.Ticket().CountedInWorkingTime().At(Monday.At(12));
        Assert.False(story.Ticket.RecomputeDueTime(
            (start, length) => start + length + length, story.Context with { IsClockDoubted = true }));
    }

    private static DateTimeOffset Friday => Thursday.AddDays(1);

    private static void AssertStays(TicketScenario story)
    {
        var (due, events) = (story.Cycle.DueAt, story.Events.Count);
        Assert.False(story.Ticket.RecomputeDueTime((start, length) => start + length + length, story.Context));
        Assert.Equal((due, events), (story.Cycle.DueAt, story.Events.Count));
    }
}
