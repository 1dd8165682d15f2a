using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Pages.Duty.Handover;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Housekeeping;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.Duty;

/// <summary>The duty record and the handover as pages.</summary>
public sealed class DutyRecordPageTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.FromHours(8));

    [Theory, CombinatorialProviders]
    internal async Task The_record_of_a_day_counts_its_events_alone_and_keeps_entries(Provider provider)
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await ManualClock.StartAsync(provider, time);
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk, "aygul");
        await DrawFollowUpsTests.ResolveAsync(clerk, TicketKind.Inquiry);
        await desk.OpenTicketAsync("商标");
        time.Advance(TimeSpan.FromDays(1));
        await desk.OpenTicketAsync("包裹");

        var page = await clerk.OpenAsync("/desk/duty?day=2026-12-01&lang=en");
        Assert.Equal(2, page.Document.QuerySelectorAll("#tickets li").Length);
        Assert.Contains("API2", Compact(page.Document.QuerySelector(".counts")!.TextContent), StringComparison.Ordinal);
        Assert.Equal("Somebody00101", Compact(page.Document.QuerySelector("#work tbody tr")!.TextContent));
        Assert.Single((await clerk.OpenAsync("/desk/duty")).Document.QuerySelectorAll("#tickets li"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await clerk.SendAsync(page, ("text", " "))).Status);
        page = await clerk.SendAsync(page, ("text", "停电半小时"));
        var entry = Assert.Single(page.Document.QuerySelectorAll("#entries li"));
        Assert.Contains("停电半小时", entry.TextContent, StringComparison.Ordinal);
        Assert.Empty((await clerk.OpenAsync("/desk/duty?day=2026-12-02")).Document.QuerySelectorAll("#entries li"));
    }

    [Fact]
    public async Task What_came_on_another_day_than_it_was_written_down_has_its_date()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, new FakeTimeProvider(Noon));
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk, "aygul");
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        foreach (var at in new[] { Noon.AddDays(-2), Noon.AddHours(-1) })
        {
            var request = new IntakeRequest
            {
                Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = "纸条", ReceivedAt = at,
                Actor = new() { Author = Author.Staff("aygul"), Role = StaffRole.Clerk },
            };
            await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, TestContext.Current.CancellationToken));
        }

        var times = (await clerk.OpenAsync("/desk/duty?day=2026-12-01&lang=en")).Document.QuerySelectorAll("#tickets small bdi:first-child")
            .Select(time => time.TextContent);
        Assert.Equal(["Sunday 29 November 2026, 12:00", "11:00"], times.Take(2));
    }

    [Fact]
    public async Task A_shift_until_midnight_is_written_as_on_the_roster()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk, "aygul");
        await using (var db = desk.CreateDb())
        {
            db.Add(new RosterRow { Day = new(2026, 12, 1), User = "aygul", Hours = "16:00-24:00", IsLead = true });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await desk.Services.GetRequiredService<RosterStore>().LoadAsync(TestContext.Current.CancellationToken);
        var shift = (await clerk.OpenAsync("/desk/duty?day=2026-12-01&lang=en")).Document.QuerySelector(".shift")!;
        Assert.Contains("16:00-24:00 ", shift.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/desk/duty?day=0001-01-01")]
    [InlineData("/desk/duty?day=9999-12-31")]
    [InlineData("/desk/duty/handover?done=99")]
    [InlineData("/desk/reports?month=0001-01")]
    [InlineData("/desk/reports?month=9999-12")]
    [InlineData("/desk/figures?from=0001-01-01&to=9999-12-31")]
    [InlineData("/desk/supervisor?weeks=99")]
    public async Task Days_and_choices_that_do_not_exist_are_left_aside(string address)
    {
        await using var desk = await DeskApp.StartAsync();
        var supervisor = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        (await supervisor.GetReplyAsync(address)).Expect(HttpStatusCode.OK);
        foreach (var month in new[] { "0001-01", "9999-12" })
            (await supervisor.GetReplyAsync($"/desk/reports/{month}/sheet")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_shift_is_handed_over_with_two_browsers()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time, ("Promise:Response", "03:00:00"));
        var (aygul, ruzi) = (await desk.SignedInBrowserAsync(StaffRole.Clerk, "aygul"),
            await desk.SignedInBrowserAsync(StaffRole.Supervisor, "ruzi"));
        await desk.OpenTicketAsync("包裹");
        var mine = await aygul.SendAsync(await aygul.OpenAsync(HandoverPages.Path));
        Assert.Contains("等接班人接收", mine.Text, StringComparison.Ordinal);
        Assert.Empty(mine.Document.QuerySelectorAll("input[name=item]"));
        var theirs = await ruzi.OpenAsync(HandoverPages.Path);
        var item = Assert.Single(theirs.Document.QuerySelectorAll("input[name=item]")).GetAttribute("value");
        Assert.Empty((await ruzi.SendAsync(theirs, ("item", item))).Document.QuerySelectorAll("[id^=h]"));
        Assert.Contains("全部接收", (await aygul.OpenAsync("/desk/duty")).Document.QuerySelector("#handovers")!.TextContent,
            StringComparison.Ordinal);
    }

    private static string Compact(string text) => string.Concat(text.Where(c => c is not ('\n' or '\r')).SkipWhile(char.IsWhiteSpace))
        .Replace("  ", "", StringComparison.Ordinal).Trim();
}
