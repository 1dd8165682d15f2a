using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tests.Pages.Supervisor.Reports;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.PublicSite;

/// <summary>The public figures: the same numbers as the API, no rate of few cases, and a sheet in two languages.</summary>
public sealed class FigurePagesTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    internal async Task They_are_the_numbers_of_the_API_and_say_how_they_are_counted(Provider provider)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-10-26T00:00:00Z", CultureInfo.InvariantCulture));
        await using var desk = await DeskApp.StartAsync(provider, time);
        await SevenWeeks.LiveThroughAsync(desk, time, new(20261101));
        var supervisor = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        var promise = await supervisor.GetReplyAsync("/api/v1/promise?from=2026-11-01&to=2026-11-30");
        var (kept, missed) = (promise["kept"].GetInt64(), promise["missed"].GetInt64());
        Assert.True(kept + missed > 5);
        var page = (await desk.BrowserClient().OpenAsync("/figures?month=2026-11&lang=en")).Document;
        var cells = page.QuerySelectorAll("#promises tbody tr")[0].QuerySelectorAll("td").Select(cell => cell.TextContent);
        Assert.Equal([$"{kept}", $"{kept + missed}", kept + missed < 20 ? "–" : $"{100 * kept / (kept + missed)}%"], cells);
        Assert.All(page.QuerySelectorAll("section.sheet"), table => Assert.NotEmpty(table.QuerySelector("p.hint")!.TextContent));
        Assert.Empty(page.QuerySelectorAll("#byTownship, #byDepartment"));
    }

    [Fact]
    public async Task No_rate_of_fewer_than_twenty_cases_is_shown_anywhere()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-10-05T00:00:00Z", CultureInfo.InvariantCulture));
        await using var desk = await DeskApp.StartAsync(time: time);
        for (var n = 0; n < 19; n++)
            await desk.OpenTicketAsync($"第{n}件", "brand", new ChatAddress(ContactChannel.WebChat, "web", $"chat{n}"));
        time.Advance(TimeSpan.FromDays(28));
        foreach (var path in new[] { "/", "/figures", "/figures/sheet" })
        {
            var text = (await desk.BrowserClient().OpenAsync(path)).Document.QuerySelector("main")!.TextContent;
            Assert.DoesNotMatch(@"\d\s*%", text);
        }
    }

    [Fact]
    public async Task The_sheet_is_in_Chinese_and_Uyghur_and_only_months_that_are_over_are_shown()
    {
        await using var desk = await DeskApp.StartAsync(
            time: new FakeTimeProvider(DateTimeOffset.Parse("2026-12-03T00:00:00Z", CultureInfo.InvariantCulture)));
        var browser = desk.BrowserClient();
        var sheet = (await browser.OpenAsync("/figures/sheet?month=2026-12")).Document;
        Assert.Equal(["zh-Hans", "ug"], sheet.QuerySelectorAll(".notice-sheet > section").Select(part => part.GetAttribute("lang")));
        Assert.All(sheet.QuerySelectorAll("h1"), title => Assert.Contains("2026-11", title.TextContent, StringComparison.Ordinal));
        Assert.Contains("2026-11", (await browser.OpenAsync("/figures?month=2025-01")).Text, StringComparison.Ordinal);
        Assert.Contains("2026-02", (await browser.OpenAsync("/figures?month=2026-02")).Text, StringComparison.Ordinal);
    }
}
