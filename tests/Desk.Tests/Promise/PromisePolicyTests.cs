using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tests.Tickets;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.Options;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Promise;

/// <summary>Due times by kind, service item and priority. The centre is open from 10 to 20 o'clock.</summary>
public class PromisePolicyTests
{
    private static readonly Ticket Inquiry = A.Ticket().Ticket;

    [Fact]
    public void An_answer_is_due_after_48_hours_of_natural_time() =>
        Assert.Equal(new DueTime(Monday.At(23).AddHours(48)), CreatePolicy().DueTimeFor(Inquiry, Monday.At(23)));

    [Fact]
    public void A_rule_in_working_time_counts_the_hours_of_the_centre()
    {
        var policy = CreatePolicy(new ResponseTimeRule { Response = TimeSpan.FromHours(12), WorkingTime = true });
        Assert.Equal(new DueTime(Tuesday.At(16), TimeSpan.FromHours(12)), policy.DueTimeFor(Inquiry, Monday.At(14)));
    }

    [Fact]
    public void The_first_rule_that_matches_decides()
    {
        var policy = CreatePolicy(
            new ResponseTimeRule { Kind = TicketKind.Complaint, Response = TimeSpan.FromHours(1) },
            new ResponseTimeRule { Kind = Inquiry.Kind, Response = TimeSpan.FromHours(2) },
            new ResponseTimeRule { Response = TimeSpan.FromHours(3), WorkingTime = true });
        Assert.Equal(new DueTime(Monday.At(16)), policy.DueTimeFor(Inquiry, Monday.At(14)));
    }

    [Fact]
    public void The_earliest_start_that_a_channel_may_state_is_due_now()
    {
        var working = CreatePolicy(new ResponseTimeRule { Response = TimeSpan.FromHours(12), WorkingTime = true });
        Assert.Equal(Monday.At(14), working.EarliestStartFor(Inquiry.Kind, null, Priority.Normal, Tuesday.At(16)));
        Assert.Equal(Monday.At(16), CreatePolicy().EarliestStartFor(Inquiry.Kind, null, Priority.Normal, Wednesday.At(16)));
    }

    [Fact]
    public void A_calendar_that_is_too_narrow_gives_a_far_due_time_and_refuses_no_message()
    {
        var narrow = new WorkingCalendar(new()
        {
            Zone = TimeZoneInfo.Utc,
            Weekly = WeeklyPattern.Closed,
            Seasons = [new(new(2, 29), new(2, 29), new(_ => [WorkingHours.Between(10, 11)]))],
        });
        var calendars = new CalendarCache();
        calendars.Replace(new(narrow, narrow, new Dictionary<string, WorkingCalendar>(), "narrow"));
        var policy = CreatePolicy(calendars, new ResponseTimeRule { Response = TimeSpan.FromDays(30), WorkingTime = true });
        Assert.Equal(Monday + WorkingCalendar.Horizon, policy.DueTimeFor(Inquiry, Monday).At);
    }

    private static PromisePolicy CreatePolicy(params ResponseTimeRule[] rules) => CreatePolicy(new CalendarCache(), rules);

    private static PromisePolicy CreatePolicy(CalendarCache calendars, params ResponseTimeRule[] rules)
    {
        var options = new PromiseOptions();
        foreach (var rule in rules) options.Rules.Add(rule);
        return new(Options.Create(options), calendars);
    }
}
