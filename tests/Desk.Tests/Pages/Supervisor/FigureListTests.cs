using System.Globalization;
using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Pages.Supervisor.Reports;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tests.Pages.Supervisor.Reports;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.Supervisor;

/// <summary>The numbers of the supervisor's page, against the lists behind them and against the stored cycles.</summary>
public sealed class FigureListTests
{
    private const string Page = "/desk/supervisor";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    internal async Task Every_number_opens_a_list_of_as_many_cases(Provider provider)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-10-26T00:00:00Z", CultureInfo.InvariantCulture));
        await using var desk = await ManualClock.StartAsync(provider, time);
        await SevenWeeks.LiveThroughAsync(desk, time, new(20261101));
        await desk.SweepAsync();
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var links = await supervisor.ExpectListsAsync($"{Page}?weeks=13");
        Assert.True(links.Count > 40, $"{links.Count} numbers");
        var ofReport = await supervisor.ExpectListsAsync($"{MonthReportPages.Path}?month=2026-11");
        Assert.True(ofReport.Count > 45, $"{ofReport.Count} numbers of the report");
        // Zeros have no list. Nobody withdrew, and staff cancelled nothing.
        foreach (var figure in new[] { Figure.Resolved, Figure.Solved, Figure.SolvedOrNot, Figure.NotSolved, Figure.WithoutWord,
            Figure.Rated, Figure.Satisfied, Figure.EnteredByServer })
            Assert.Contains(ofReport, href => href.Contains($"of={EnumCode.From(figure)}&", StringComparison.Ordinal));
    }

    [Theory, CombinatorialProviders]
    internal async Task The_weeks_together_are_the_whole_and_each_is_that_of_its_cycles(Provider provider)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-10-26T00:00:00Z", CultureInfo.InvariantCulture));
        await using var desk = await ManualClock.StartAsync(provider, time);
        await SevenWeeks.LiveThroughAsync(desk, time, new(5));
        await desk.SweepAsync();
        var query = desk.Services.GetRequiredService<TrendQuery>();
        var trend = await query.ReadAsync(BoardTestTickets.Supervisor, new(), 26, Now);
        await using var db = desk.CreateDb();
        var cycles = await db.Cycles.AsNoTracking().ToListAsync(Now);
        foreach (var week in trend.Weeks)
        {
            Assert.Equal((DayOfWeek.Monday, TimeSpan.FromDays(7)), (week.Monday.DayOfWeek, week.To - week.From));
            var started = cycles.FindAll(c => c.StartedAt >= week.From && c.StartedAt < week.To);
            Assert.Equal(started.Count(c => c.State is CycleState.Met), week.Cycles.Kept);
            Assert.Equal(started.Count(c => c.State is CycleState.Missed), week.Cycles.Missed);
            Assert.Equal(started.Count(c => c.MetAt is not null || c.AnsweredLateAt is not null), week.Times.Answered);
        }

        Assert.Equal(cycles.Count(c => c.State is CycleState.Met), trend.Cycles.Kept);
        Assert.Equal(trend.Cycles.Kept, trend.Weeks.Sum(week => week.Cycles.Kept));
        Assert.Equal(trend.Weeks.Sum(week => week.Received), trend.ByKind.Sum(row => row.Received));
        Assert.Equal(trend.Weeks.Sum(week => week.Received), trend.ByTownship.Sum(row => row.Received));
        Assert.Equal(await db.Tickets.CountAsync(
            t => t.Status == TicketStatus.New || t.Status == TicketStatus.InProgress || t.Status == TicketStatus.WaitingForResident, Now),
            trend.Backlog.Sum(group => group.Open));
        var complaints = await query.ReadAsync(BoardTestTickets.Supervisor, new() { Kind = TicketKind.Complaint }, 26, Now);
        Assert.Equal([TicketKind.Complaint.ToString()], complaints.ByKind.Select(row => row.Code), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(trend.ByKind.Single(row => row.Code == "complaint").Cycles, complaints.Cycles);
    }

    [Theory]
    [InlineData("of=kept&from=9999-12-31")]
    [InlineData("of=received&from=0001-01-01&to=9999-12-31T23:59:59Z")]
    [InlineData("of=answered&from=0001-01-01&to=9999-12-31T23:59:59Z&township=none")]
    [InlineData("of=resolved&to=0001-01-01")]
    [InlineData("of=shortAnswers&from=2026-12-01&to=2026-11-01&page=9999")]
    public async Task An_odd_period_in_the_address_is_no_fault(string query)
    {
        await using var desk = await DeskApp.StartAsync();
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        using var reply = await supervisor.GetAsync(new Uri($"/desk/figures?{query}", UriKind.Relative), Now);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Theory]
    [InlineData("of=satisfied")]
    [InlineData("of=clearAnswers&from=never")]
    public async Task Resolutions_and_answers_without_a_period_are_those_of_this_month_and_the_address_says_so(string query)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-30T20:00:00Z", CultureInfo.InvariantCulture));
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        using var reply = await supervisor.GetAsync(new Uri($"/desk/figures?{query}", UriKind.Relative), Now);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.EndsWith("&from=2026-11-30T16%3A00%3A00.000Z&to=2026-12-31T16%3A00%3A00.000Z",
            reply.RequestMessage!.RequestUri!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_queue_grows_when_more_comes_than_is_finished_and_says_how_long_it_takes_to_clear()
    {
        await using var desk = await DeskApp.StartAsync();
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        for (var n = 0; n < 3; n++) await desk.OpenTicketAsync($"第{n}件", "brand");
        var before = (await supervisor.OpenAsync(Page)).Document.QuerySelector(".flow")!.TextContent;
        Assert.Contains("在办 3", before, StringComparison.Ordinal);
        Assert.Contains("积压在增加", before, StringComparison.Ordinal);
        Assert.Contains("7 天内没有办结的", before, StringComparison.Ordinal);
        await using (var db = desk.CreateDb())
            foreach (var number in await db.Tickets.OrderBy(t => t.Id).Select(t => t.Number).Take(2).ToListAsync(Now))
                await desk.Writer.WriteAsync(
                    unit => desk.Actions.CancelAsync(unit, new(number, BoardTestTickets.Supervisor), "不用了", Now), Now);

        var after = (await supervisor.OpenAsync(Page)).Document.QuerySelector(".flow")!.TextContent;
        Assert.Contains("7 天办结 2", after, StringComparison.Ordinal);
        Assert.Contains("清完要 4 天", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Range_and_filters_stand_in_the_address_and_stay_after_a_form()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Promise:Response", "03:00:00"));
        var number = await desk.OpenTicketAsync("包裹", "brand");
        await desk.ClientForStaffAsync(StaffRole.Clerk, user: "colleague");
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var page = (await supervisor.OpenAsync($"{Page}?by=department&weeks=4&kind=complaint&department=brand&weeks=x")).Document;
        Assert.Equal("8", page.QuerySelector("select[name=weeks] [selected]")!.GetAttribute("value"));
        page = (await supervisor.OpenAsync($"{Page}?by=department&weeks=4&kind=complaint&department=brand")).Document;
        Assert.Equal(["4", "complaint", "brand"], page.QuerySelectorAll(".chart-filter [selected]").Select(o => o.GetAttribute("value")));
        var action = page.QuerySelector("form.urgent")!.GetAttribute("action")!;
        var fields = page.QuerySelectorAll(".urgent input[type=hidden]")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!))
            .Append(new("ticket", $"{number}")).Append(new("user", "colleague")).Append(new("do", "assign"));
        using var form = new FormUrlEncodedContent(fields);
        var done = await supervisor.PostAsync(new Uri(action, UriKind.Relative), form, Now);
        Assert.Equal($"{Page}?by=department&weeks=4&kind=complaint&department=brand&done=1",
            done.RequestMessage!.RequestUri!.PathAndQuery);
    }
}
