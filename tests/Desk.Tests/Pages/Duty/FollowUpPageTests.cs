using EcomCenter.Contracts;
using EcomCenter.Desk.Pages.Duty.FollowUps;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Housekeeping;
using EcomCenter.Desk.Tests.Pages.Shared;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.Duty;

/// <summary>The list of the day's follow-up calls.</summary>
public sealed class FollowUpPageTests
{
    [Theory, CombinatorialProviders]
    internal async Task The_list_shows_masked_phones_and_says_who_may_not_call(Provider provider)
    {
        var time = new FakeTimeProvider(new(2026, 12, 1, 12, 0, 0, TimeSpan.FromHours(8)));
        await using var desk = await ManualClock.StartAsync(provider, time);
        var aygul = await desk.SignedInBrowserAsync(StaffRole.Clerk, "aygul");
        var number = await DrawFollowUpsTests.ResolveAsync(aygul, TicketKind.Complaint);
        time.Advance(TimeSpan.FromHours(13));
        await desk.SweepAsync();

        var own = (await aygul.OpenAsync(FollowUpPages.Path)).Document;
        var item = Assert.Single(own.QuerySelectorAll("#waiting li"));
        Assert.Contains("您经办过", item.TextContent, StringComparison.Ordinal);
        Assert.Null(item.QuerySelector("a.button"));

        var browser = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var page = (await browser.OpenAsync(FollowUpPages.Path)).Document;
        item = Assert.Single(page.QuerySelectorAll("#waiting li"));
        Assert.Contains("****", item.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/desk/tickets/{number}?phone=1", item.QuerySelector("a.button")!.GetAttribute("href"));
        Assert.NotNull((await browser.OpenAsync($"/desk/tickets/{number}")).Document
            .QuerySelector($"form[action='/desk/tickets/{number}/follow-up']"));

        var other = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "ruzi");
        await other.PostJsonAsync($"/api/v1/tickets/{number}/followUp", new { reached = true, solved = true, score = 5, words = "Thanks" });
        page = (await browser.OpenAsync(FollowUpPages.Path)).Document;
        Assert.Empty(page.QuerySelectorAll("#waiting li"));
        Assert.Contains("已解决", Assert.Single(page.QuerySelectorAll("#done li")).TextContent, StringComparison.Ordinal);
    }
}
