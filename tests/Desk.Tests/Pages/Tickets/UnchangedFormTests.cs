using System.Net;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tests.Pages.Shared;

namespace EcomCenter.Desk.Tests.Pages.Tickets;

/// <summary>A form of the ticket page that changes nothing says so, in the form, and what to do.</summary>
public sealed class UnchangedFormTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-Hans", "没有改动")]
    [InlineData("ug", "ھېچنېمە ئۆزگەرمىدى")]
    [InlineData("en", "Nothing was changed")]
    public async Task A_kind_or_department_that_stays_is_told_in_the_form(string language, string words)
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃", "brand");
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        foreach (var name in new[] { "amend", "reroute" })
        {
            var page = await clerk.SendAsItStandsAsync($"/desk/tickets/{number}?lang={language}", name);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            var notice = page.Document.FormOf(name)!.QuerySelector("[data-refusal]");
            Assert.Contains(words, notice!.TextContent, StringComparison.Ordinal);
            Assert.True(notice.Closest("details")!.HasAttribute("open"));
        }
    }

    [Fact]
    public async Task A_link_that_is_there_is_told_and_not_recorded_again()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var (number, other) = (await desk.OpenTicketAsync("核桃"), await desk.OpenTicketAsync("红枣"));
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync()).Status);
        var version = await desk.ReadVersionAsync(number);
        var again = await SendAsync();
        var notice = again.Document.FormOf("link")!.QuerySelector("[data-refusal]")!.TextContent;
        Assert.Contains("没有改动", notice, StringComparison.Ordinal);
        Assert.Equal(version, await desk.ReadVersionAsync(number));

        Task<HtmlPage> SendAsync() => clerk.SendAsItStandsAsync($"/desk/tickets/{number}?lang=zh-Hans", "link", ("to", $"{other}"));
    }

    [Theory]
    [InlineData(StaffRole.Supervisor)]
    [InlineData(StaffRole.Clerk)]
    public async Task Every_form_that_is_sent_as_it_stands_changes_the_ticket_or_says_why_not(StaffRole role)
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃", "brand");
        await desk.OpenTicketAsync("红枣", "brand");
        var browser = await desk.SignedInBrowserAsync(role);
        foreach (var name in ActionRegistry.All.Select(row => row.Form?.Name).OfType<string>())
        {
            var address = $"/desk/tickets/{number}?lang=zh-Hans";
            if ((await browser.OpenAsync(address)).Document.FormOf(name) is null) continue;
            var before = await desk.ReadVersionAsync(number);
            var page = await browser.SendAsItStandsAsync(address, name);
            if (await desk.ReadVersionAsync(number) > before) continue;
            Assert.True((int)page.Status >= 400, $"{name}: {page.Status}");
            Assert.True(page.Document.FormOf(name)?.QuerySelector("[data-refusal], .fault") is not null, $"{name} says nothing.");
        }
    }
}
