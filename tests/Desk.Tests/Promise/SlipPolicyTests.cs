using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.Options;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Promise;

/// <summary>The due time of a slip and its reminder, in the working time of the department.</summary>
public class SlipPolicyTests
{
    private static readonly TimeZoneInfo Beijing = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Fact]
    public void A_slip_is_due_after_the_usual_working_time_from_the_handing_over_and_reminded_of_after_three_quarters()
    {
        var times = Policy().TimesFor("logistics", Monday.At(15, 30), null);
        Assert.Equal((Wednesday.At(11, 30), Tuesday.At(17, 30)), (times.DueAt, times.RemindAt));
    }

    [Fact]
    public void The_working_time_is_that_of_the_department()
    {
        var weekdays = WorkingCalendar.CreateDefault(Beijing);
        var mornings = new WorkingCalendar(new()
        {
            Zone = Beijing, Weekly = WeeklyPattern.SevenDays,
            SpecialDays = [new(DateOnly.FromDateTime(Tuesday.Date), [])],
        });
        var policy = Policy(new(weekdays, weekdays, new Dictionary<string, WorkingCalendar> { ["brand"] = mornings }, "1"));
        Assert.Equal(Tuesday.At(16), policy.TimesFor("logistics", Monday.At(10), null).DueAt);
        Assert.Equal(Wednesday.At(16), policy.TimesFor("brand", Monday.At(10), null).DueAt);
    }

    [Fact]
    public void A_stated_due_time_is_kept_and_reminded_of_before()
    {
        var times = Policy().TimesFor("logistics", Monday.At(10), Monday.At(14));
        Assert.Equal((Monday.At(14), Monday.At(13)), (times.DueAt, times.RemindAt));
    }

    [Fact]
    public void Without_working_time_before_the_due_time_there_is_no_reminder() =>
        Assert.Null(Policy().TimesFor("logistics", Monday.At(21), Monday.At(23)).RemindAt);

    [Fact]
    public void Time_that_is_granted_when_it_has_passed_makes_the_slip_due_then()
    {
        var times = Policy().TimesFor("logistics", Tuesday.At(10), Monday.At(14));
        Assert.Equal((Monday.At(14), (DateTimeOffset?)null), (times.DueAt, times.RemindAt));
    }

    [Fact]
    public void A_department_with_hardly_any_hours_still_gets_a_due_time()
    {
        var policy = Policy(length: TimeSpan.FromDays(365));
        Assert.Equal(Monday.At(10) + TransferSlip.MaxLength, policy.TimesFor("logistics", Monday.At(10), null).DueAt);
    }

    private static SlipPolicy Policy(CalendarSet? calendars = null, TimeSpan? length = null)
    {
        var cache = new CalendarCache();
        if (calendars is not null) cache.Replace(calendars);
        var options = new PromiseOptions();
        if (length is { } other) options.Slip = other;
        return new(cache, Options.Create(options));
    }
}
