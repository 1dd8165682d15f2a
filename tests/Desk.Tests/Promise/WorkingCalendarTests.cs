using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tests.Tickets;
using EcomCenter.Desk.Texts;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Promise;

/// <summary>Computing with working time: patterns, seasons, exceptions, and clocks that are put forward and back.</summary>
public class WorkingCalendarTests
{
    private static readonly TimeZoneInfo Beijing = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly WorkingHours Morning = WorkingHours.Between(10, 14), Afternoon = new(new(15, 30, 0), new(19, 30, 0));

    private static readonly WeeklyPattern Weekdays =
        new(day => day is DayOfWeek.Saturday or DayOfWeek.Sunday ? [] : [Morning, Afternoon]);

    [Theory]
    [InlineData(10, 0, 1, 11, 0)]
    [InlineData(8, 0, 1, 11, 0)] // Before opening.
    [InlineData(13, 30, 1, 16, 0)] // Over the noon break.
    [InlineData(10, 0, 4, 14, 0)] // Reached when the morning ends, not when the afternoon begins.
    [InlineData(14, 0, 0, 14, 0)]
    [InlineData(12, 0, 6, 19, 30)]
    public void Working_time_is_added_within_a_day(int startHour, int startMinute, int hours, int endHour, int endMinute) =>
        Assert.Equal(Monday.At(endHour, endMinute), Office().Add(Monday.At(startHour, startMinute), TimeSpan.FromHours(hours)));

    [Fact]
    public void A_weekend_has_no_working_time()
    {
        var friday = Thursday.AddDays(1);
        Assert.Equal(Monday.AddDays(7).At(11), Office().Add(friday.At(18, 30), TimeSpan.FromHours(2)));
        Assert.Equal(TimeSpan.FromHours(2), Office().Measure(friday.At(18, 30), Monday.AddDays(7).At(11)));
        Assert.Equal(TimeSpan.Zero, Office().Measure(friday.At(23), Monday.AddDays(7).At(9)));
    }

    [Fact]
    public void Exceptions_close_a_weekday_and_open_a_weekend()
    {
        var calendar = new WorkingCalendar(new()
        {
            Zone = Beijing,
            Weekly = Weekdays,
            SpecialDays = [new(new(2026, 3, 3), []), new(new(2026, 3, 7), Weekdays.OnOrdinaryDay())],
        });
        Assert.Equal(Wednesday.At(11), calendar.Add(Monday.At(18, 30), TimeSpan.FromHours(2)));
        Assert.Equal(Monday.AddDays(5).At(11), calendar.Add(Thursday.AddDays(1).At(18, 30), TimeSpan.FromHours(2)));
    }

    [Fact]
    public void A_season_has_its_own_pattern_and_may_last_into_the_next_year()
    {
        var winter = new CalendarSeason(new(10, 1), new(4, 30), new(_ => [WorkingHours.Between(11, 13)]));
        var calendar = new WorkingCalendar(new() { Zone = Beijing, Weekly = Weekdays, Seasons = [winter] });
        Assert.Equal(Tuesday.At(12), calendar.Add(Monday.At(9), TimeSpan.FromHours(3)));
        Assert.Equal([WorkingHours.Between(11, 13)], calendar.HoursOn(new(2026, 12, 31)));
        Assert.Equal([Morning, Afternoon], calendar.HoursOn(new(2026, 5, 1)));
    }

    [Fact]
    public void The_next_opening_and_the_last_staffed_moment_are_found()
    {
        var office = Office();
        Assert.Equal(Tuesday.At(10), office.FindOpening(Monday.At(19, 30)));
        Assert.Equal(Monday.At(12), office.FindOpening(Monday.At(12)));
        Assert.Equal(Monday.At(19, 30), office.FindClosing(Tuesday.At(3)));
        Assert.Equal(Monday.At(14), office.FindClosing(Monday.At(15)));
        Assert.Equal(Monday.At(10), office.FindClosing(Monday.At(10)));
        Assert.Equal((true, true, false, false),
            (office.IsOpen(Monday.At(10)), office.IsOpen(Monday.At(13, 59)), office.IsOpen(Monday.At(14)), office.IsOpen(Monday.At(9))));
    }

    [Fact]
    public void Working_time_between_two_moments_in_reverse_order_is_negative() =>
        Assert.Equal(TimeSpan.FromHours(-1), Office().Measure(Monday.At(11), Monday.At(10)));

    [Fact]
    public void A_night_shift_loses_the_hour_that_clocks_skip_and_gains_the_one_they_repeat()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var nights = new WorkingCalendar(new() { Zone = berlin, Weekly = new(_ => [WorkingHours.Between(0, 6)]) });
        Assert.Equal(TimeSpan.FromHours(5), nights.Measure(DayIn(berlin, 2026, 3, 29), DayIn(berlin, 2026, 3, 30)));
        Assert.Equal(TimeSpan.FromHours(7), nights.Measure(DayIn(berlin, 2026, 10, 25), DayIn(berlin, 2026, 10, 26)));
        var skipped = new WorkingCalendar(new() { Zone = berlin, Weekly = new(_ => [new(new(2, 15, 0), new(2, 45, 0))]) });
        Assert.Equal(TimeSpan.Zero, skipped.Measure(DayIn(berlin, 2026, 3, 29), DayIn(berlin, 2026, 3, 30)));
    }

    [Fact]
    public void Calendars_without_any_open_hour_are_refused()
    {
        AssertRefused(CalendarFault.NoHours, new() { Zone = Beijing, Weekly = WeeklyPattern.Closed });
        AssertRefused(CalendarFault.NoHours, new()
        {
            Zone = Beijing, Weekly = WeeklyPattern.Closed, SpecialDays = [new(new(2026, 3, 7), [Morning])],
        });
        AssertRefused(CalendarFault.NoHours, new()
        {
            Zone = Beijing, Weekly = Weekdays, Seasons = [new(new(1, 1), new(12, 31), WeeklyPattern.Closed)],
        });
    }

    [Fact]
    public void Contradictions_are_refused()
    {
        AssertRefused(CalendarFault.InvalidHours, Daily(new WorkingHours(Afternoon.End, Afternoon.Start)));
        AssertRefused(CalendarFault.InvalidHours, Daily(WorkingHours.Between(20, 25)));
        AssertRefused(CalendarFault.OverlappingHours, Daily(Morning, WorkingHours.Between(13, 18)));
        AssertRefused(CalendarFault.InvalidSeason, Daily(Morning) with { Seasons = [new(new(2, 30), new(5, 1), Weekdays)] });
        AssertRefused(CalendarFault.OverlappingSeasons, Daily(Morning) with
        {
            Seasons = [new(new(5, 1), new(9, 30), Weekdays), new(new(9, 30), new(12, 1), Weekdays)],
        });
        AssertRefused(CalendarFault.RepeatedDay, Daily(Morning) with
        {
            SpecialDays = [new(new(2026, 3, 7), [Morning]), new(new(2026, 3, 7), [])],
        });
    }

    [Fact]
    public void More_working_time_than_ten_years_have_ends_with_a_clear_error()
    {
        var leapDays = new WorkingCalendar(new()
        {
            Zone = Beijing,
            Weekly = WeeklyPattern.Closed,
            Seasons = [new(new(2, 29), new(2, 29), new(_ => [WorkingHours.Between(10, 11)]))],
        });
        Assert.Null(leapDays.FindEnd(Monday, TimeSpan.FromHours(100)));
        Assert.Contains("working time", Assert.Throws<InvalidOperationException>(
            () => leapDays.Add(Monday, TimeSpan.FromHours(100))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.ZhHans)]
    [InlineData(Language.Ug)]
    [InlineData(Language.En)]
    public void The_default_is_what_residents_are_told(Language language)
    {
        Assert.Contains("10:00", DeskTexts.Format(language, "form.hours"), StringComparison.Ordinal);
        Assert.Contains("20:00", DeskTexts.Format(language, "form.hours"), StringComparison.Ordinal);
        var calendar = WorkingCalendar.CreateDefault(Beijing);
        Assert.All(Enumerable.Range(0, 366), day =>
            Assert.Equal([WorkingHours.Between(10, 20)], calendar.HoursOn(new DateOnly(2026, 1, 1).AddDays(day))));
    }

    private static WorkingCalendar Office() => new(new() { Zone = Beijing, Weekly = Weekdays });

    private static CalendarDefinition Daily(params WorkingHours[] hours) => new() { Zone = Beijing, Weekly = new(_ => hours) };

    private static void AssertRefused(CalendarFault fault, CalendarDefinition definition)
    {
        Assert.Equal(fault, definition.FindFault());
        Assert.Throws<ArgumentException>(() => new WorkingCalendar(definition));
    }

    private static DateTimeOffset DayIn(TimeZoneInfo zone, int year, int month, int day) =>
        new(year, month, day, 0, 0, 0, zone.GetUtcOffset(new DateTime(year, month, day)));
}
