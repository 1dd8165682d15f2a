using EcomCenter.Contracts;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Reading.Figures;

public sealed class FigureRuleTests
{
    private static readonly DateTimeOffset From = new(2026, 10, 31, 16, 0, 0, TimeSpan.Zero), To = From.AddDays(30);

    private static readonly Author Clerk = Author.Staff("clerk"), Colleague = Author.Staff("colleague");

    [Theory]
    [InlineData(19, 19, null)]
    [InlineData(20, 20, 100L)]
    [InlineData(199, 200, 99L)]
    [InlineData(0, 20, 0L)]
    public void A_rate_is_rounded_down_and_not_shown_of_fewer_than_twenty_cases(long count, long of, long? percent) =>
        Assert.Equal(percent, new Portion(count, of).Percent);

    [Theory]
    [InlineData(new int[0], null, null)]
    [InlineData(new[] { 5 }, 5, 5)]
    [InlineData(new[] { 9, 1 }, 1, 9)]
    [InlineData(new[] { 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 }, 5, 9)]
    public void Percentiles_are_times_that_occurred(int[] hours, int? median, int? ninetieth)
    {
        var times = ResponseTimes.From(hours.Select(h => TimeSpan.FromHours(h)));
        Assert.Equal((hours.Length, median, ninetieth),
            (times.Answered, (int?)times.Median?.TotalHours, (int?)times.NinetiethPercentile?.TotalHours));
    }

    [Fact]
    public void Solved_and_satisfied_are_what_residents_say()
    {
        var figures = Fold([Resolved(1), Rated(2, Author.Resident, 5)], [Resolved(1), Rated(2, Author.Resident, 2)],
            [Resolved(1), Rated(2, Clerk, 5)], [Resolved(1), Rated(2, Colleague, 5)], [Resolved(1)],
            [Resolved(1), Reopened(2, Author.Resident)],
            [Resolved(1), Rated(2, Author.Resident, 4), Reopened(3, Author.Resident)]);
        Assert.Equal((7, 2, 2, 3), (figures.Resolved, figures.Solved, figures.NotSolved, figures.WithoutWord));
        Assert.Equal(new Portion(2, 4), figures.SolvedOfAnswered);
        Assert.Equal(new Portion(2, 3), figures.SatisfiedOfRated);
        Assert.Equal((2, 1), (figures.EnteredByStaff, figures.EnteredByServer));
    }

    [Fact]
    public void A_follow_up_call_carries_the_residents_word()
    {
        var figures = Fold([Resolved(1), Called(2, true)], [Resolved(1), Called(2, false)], [Resolved(1), Called(2, null)],
            [Resolved(1), Rated(2, Author.Resident, 5), Called(3, false)], [Resolved(1), Called(2, true), Closed(16)]);
        Assert.Equal((5, 2, 2, 1, 0),
            (figures.Resolved, figures.Solved, figures.NotSolved, figures.WithoutWord, figures.ClosedWithoutWord));
    }

    [Fact]
    public void Words_that_were_moved_here_reopen_and_those_that_were_moved_away_do_not()
    {
        var figures = Fold([Resolved(1), MovedHere(2)], [Resolved(1), Wrote(2), MovedAway(3)], [Resolved(1), MovedHere(2), MovedAway(3)]);
        Assert.Equal((3, 1, 2), (figures.Resolved, figures.NotSolved, figures.WithoutWord));
    }

    [Fact]
    public void A_resolution_counts_in_its_month_with_what_was_said_later_and_each_resolution_for_itself()
    {
        var figures = Fold([Resolved(29), Rated(33, Author.Resident, 5)], [Resolved(-1), Rated(1, Author.Resident, 1)],
            [Resolved(1), Reopened(2, Author.Resident), Resolved(3), Rated(4, Author.Resident, 4)]);
        Assert.Equal((3, 2, 1), (figures.Resolved, figures.Solved, figures.NotSolved));
        Assert.Equal(new Portion(2, 2), figures.SatisfiedOfRated);
    }

    [Fact]
    public void Closings_without_the_residents_word_are_a_class_of_their_own()
    {
        var figures = Fold([Resolved(-9), Closed(6)], [Resolved(1), Rated(2, Author.Resident, 5), Closed(16)],
            [Resolved(1), Rated(2, Clerk, 5), Closed(16)], [Cancelled(3, CycleEndReason.Withdrawn)], [Cancelled(3, CycleEndReason.Spam)]);
        Assert.Equal((2, 1, 1), (figures.ClosedWithoutWord, figures.Withdrawn, figures.ClosedByStaff));
    }

    private static ResolutionFigures Fold(params TicketEvent[][] tickets)
    {
        var count = new ResolutionCount(From, To);
        foreach (var (ticket, events) in tickets.Index())
            foreach (var happened in events) count.Add(ticket, happened);
        return count.Figures;
    }

    private static TicketResolved Resolved(int day) => new(From.AddDays(day), Clerk, 1, Words);

    private static TicketRated Rated(int day, Author by, int score) => new(From.AddDays(day), by, score, null);

    private static TicketReopened Reopened(int day, Author by) => new(From.AddDays(day), by, 1, Words,
        new CycleSnapshot(1, From.AddDays(day), From.AddDays(day + 2), CycleState.Open));

    private static TicketClosed Closed(int day) => new(From.AddDays(day), Author.System);

    private static TicketCancelled Cancelled(int day, CycleEndReason reason) => new(From.AddDays(day), Clerk, reason, 1, Words, null);

    private static FollowUpCalled Called(int day, bool? solved) =>
        new(From.AddDays(day), Colleague, 7, 1, Words, solved is not null, solved, null, null);

    private static ResidentWrote Wrote(int day) => new(From.AddDays(day), Author.Resident, 1, Words, false, true, null);

    private static MessageMovedHere MovedHere(int day) => new(From.AddDays(day), Author.Resident, 1, Words, 2, false, true, null, null);

    private static MessageMovedAway MovedAway(int day) => new(From.AddDays(day), Author.Resident, 1, 2, null, null, TicketStatus.Resolved);

    private static TextHash Words => TextHash.Compute([1, 2, 3], "words");
}
