using System.Globalization;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tests.Tickets;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Promise;

/// <summary>
/// The times of the warnings of a cycle. The centre is open from 10 to 20 o'clock, so its last staffed hour begins at 19.
/// </summary>
public class EscalationLadderTests
{
    private static readonly TimeZoneInfo Beijing = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly WorkingCalendar Hours = WorkingCalendar.CreateDefault(Beijing);
    private static readonly EscalationLadder Usual = new(EscalationLadder.Default);

    /// <summary>Plans by the usual ladder.</summary>
    public static LevelRule Plan { get; } = (start, due) => Usual.Plan(start, due, Hours);

    /// <summary>Start and length in hours; then the levels with day and hour. A level in brackets warns nobody.</summary>
    [Theory]
    [InlineData("Mon 10", 48, "half Tue 10, (lateSoon Tue 19), lastCall Tue 19, missed Wed 10, head Thu 10")]
    [InlineData("Mon 03", 48, "half Mon 19, lateSoon Tue 15, lastCall Tue 19, missed Wed 03, head Thu 03")]
    [InlineData("Mon 15", 48, "half Tue 15, lateSoon Tue 19, lastCall Wed 11, missed Wed 15, head Thu 15")]
    [InlineData("Mon 19", 48, "(half Tue 19), lateSoon Tue 19, lastCall Wed 15, missed Wed 19, head Thu 19")]
    [InlineData("Mon 20", 48, "(half Tue 19), lateSoon Tue 19, lastCall Wed 16, missed Wed 20, head Thu 20")]
    [InlineData("Mon 23", 48, "half Tue 19, lateSoon Wed 11, lastCall Wed 19, missed Wed 23, head Thu 23")]
    [InlineData("Mon 06", 48, "half Mon 19, lateSoon Tue 18, lastCall Tue 19, missed Wed 06, head Thu 06")]
    [InlineData("Mon 10", 24, "(half Mon 19), (lateSoon Mon 19), lastCall Mon 19, missed Tue 10, head Wed 10")]
    [InlineData("Mon 10", 16, "half Mon 18, (lateSoon Mon 19), lastCall Mon 19, missed Tue 02, head Wed 02")]
    [InlineData("Mon 10", 8, "(half Mon 14), lastCall Mon 14, lateSoon Mon 16, missed Mon 18, head Tue 18")]
    [InlineData("Mon 10", 10, "half Mon 15, lastCall Mon 16, lateSoon Mon 17:30, missed Mon 20, head Tue 20")]
    [InlineData("Mon 10", 2, "(lastCall Sun 19), half Mon 11, lateSoon Mon 11:30, missed Mon 12, head Tue 12")]
    [InlineData("Mon 21", 8, "(half Mon 19), (lastCall Mon 19), (lateSoon Mon 19), missed Tue 05, head Wed 05")]
    [InlineData("Mon 20", 4, "(lastCall Mon 19), (half Mon 19), (lateSoon Mon 19), missed Tue 00, head Wed 00")]
    [InlineData("Mon 10", 96, "half Wed 10, lateSoon Thu 10, lastCall Thu 19, missed Fri 10, head Sat 10")]
    [InlineData("Mon 11", 72, "half Tue 19, lateSoon Wed 17, lastCall Wed 19, missed Thu 11, head Fri 11")]
    [InlineData("Mon 00", 48, "half Mon 19, lateSoon Tue 12, lastCall Tue 19, missed Wed 00, head Thu 00")]
    [InlineData("Mon 09", 12, "half Mon 15, lastCall Mon 17, lateSoon Mon 18, missed Mon 21, head Tue 21")]
    [InlineData("Mon 13", 48, "half Tue 13, (lateSoon Tue 19), lastCall Tue 19, missed Wed 13, head Thu 13")]
    [InlineData("Mon 14", 48, "half Tue 14, lateSoon Tue 19, lastCall Wed 10, missed Wed 14, head Thu 14")]
    public void Levels_come_in_staffed_hours_in_order_and_at_different_times(string start, int hours, string expected)
    {
        var from = Parse(start);
        var plan = Plan(from, from.AddHours(hours));
        Assert.Equal(expected, string.Join(", ", plan.Select(Describe)));
    }

    [Fact]
    public void Of_a_cycle_in_working_time_the_levels_have_their_part_of_the_working_time()
    {
        var due = new DueTime(Tuesday.At(20), TimeSpan.FromHours(20));
        var plan = Usual.Plan(Monday.At(10), due, Hours);
        Assert.Equal("half Mon 19, lateSoon Tue 15, lastCall Tue 16, missed Tue 20, head Wed 20", string.Join(", ", plan.Select(Describe)));
    }

    [Fact]
    public void A_level_is_brought_forward_over_a_closed_day()
    {
        var closedTuesday = new WorkingCalendar(new()
        {
            Zone = Beijing, Weekly = WeeklyPattern.SevenDays, SpecialDays = [new(DateOnly.FromDateTime(Tuesday.Date), [])],
        });
        var plan = Usual.Plan(Monday.At(12), Wednesday.At(12), closedTuesday);
        Assert.Equal(["half", "lateSoon"], plan.Where(level => !level.Fits).Select(level => level.Name).Order());
        Assert.Equal("lastCall Mon 19", Describe(plan.Single(level => level.Name == "lastCall")));
    }

    [Fact]
    public void Only_the_highest_of_the_levels_that_a_stop_left_out_warns_and_the_miss_is_recorded_all_the_same()
    {
        var story = A.Ticket().WarnedAt(Plan).OpenedAt(Monday.At(10)).At(Thursday.At(11)).MissesRecorded();
        Assert.Equal(["half skipped", "lateSoon skipped", "lastCall skipped", "missed skipped", "head"], Levels(story));
        var missed = Assert.Single(story.Events.OfType<CycleMissed>());
        Assert.Equal((true, Wednesday.At(10), Thursday.At(11)), (missed.Overtaken, missed.DueAt, missed.NoticedAt));
        Assert.Equal(["half", "lateSoon", "lastCall"], missed.Skipped!.Select(level => level.Level));
        var head = Assert.Single(story.Events.OfType<LevelRaised>());
        Assert.Equal(("head", Thursday.At(10), null), (head.Level, head.LevelAt, head.Skipped));
        Assert.Equal(Wednesday.At(10), story.Cycle.DueAt);
    }

    [Fact]
    public void Each_level_is_raised_once_at_its_time_and_an_answer_ends_them()
    {
        var story = A.Ticket().WarnedAt(Plan).OpenedAt(Monday.At(10));
        Assert.Equal(Tuesday.At(10), story.Cycle.NextCheckAt);
        foreach (var at in new[] { Tuesday.At(10), Tuesday.At(10), Tuesday.At(19), Tuesday.At(20), Wednesday.At(10) })
            story.At(at).MissesRecorded();
        Assert.Equal(["half", "lateSoon skipped", "lastCall", "missed"], Levels(story));
        Assert.Equal(Thursday.At(10), story.Cycle.NextCheckAt);

        story.At(Wednesday.At(12)).Answered().Delivered().At(Thursday.At(10)).MissesRecorded();
        Assert.Equal((4, null), (Levels(story).Count, story.Cycle.NextCheckAt));
    }

    [Fact]
    public void A_level_after_the_due_time_waits_with_the_miss_for_an_answer_that_is_being_sent()
    {
        LevelRule soon = (_, due) => [new(PlannedLevel.Missed, due.At), new("again", due.At.AddSeconds(10))];
        var story = A.Ticket().WarnedAt(soon).OpenedAt(Monday.At(10)).At(Wednesday.At(9, 59, 55)).Answered();
        story.At(Wednesday.At(10, 0, 20)).MissesRecorded();
        Assert.Empty(Levels(story));
        story.At(Wednesday.At(10, 0, 30)).MissesRecorded();
        Assert.Equal(["missed skipped", "again"], Levels(story));
    }

    [Fact]
    public void A_level_that_the_settings_add_before_one_that_has_warned_is_not_raised_any_more()
    {
        var story = A.Ticket().WarnedAt(Plan).OpenedAt(Monday.At(10)).At(Tuesday.At(19)).MissesRecorded();
        story.WarnedAt((start, due) => [new("quarter", start.AddHours(12)), .. Plan(start, due)]).At(Wednesday.At(9)).MissesRecorded();
        Assert.Equal(["half skipped", "lateSoon skipped", "lastCall"], Levels(story));
    }

    [Fact]
    public void A_doubted_clock_raises_nothing()
    {
        var story = A.Ticket().WarnedAt(Plan).OpenedAt(Monday.At(10)).At(Tuesday.At(12));
        Assert.False(story.Ticket.RecordMissedDeadlines(story.Context with { IsClockDoubted = true }));
        Assert.Empty(Levels(story));
    }

    private static List<string> Levels(TicketScenario story) =>
        [.. story.Cycle.Escalations.Select(level => level.Level + (level.IsSkipped ? " skipped" : ""))];

    private static DateTimeOffset Parse(string text) =>
        Monday.AddDays(Array.IndexOf(["Mon", "Tue"], text[..3])).AddHours(int.Parse(text[4..], null));

    private static string Describe(PlannedLevel level)
    {
        var local = TimeZoneInfo.ConvertTime(level.At, Beijing);
        var text = level.Name + local.ToString(local.Minute == 0 ? " ddd HH" : " ddd HH:mm", CultureInfo.InvariantCulture);
        return level.Fits ? text : $"({text})";
    }
}
