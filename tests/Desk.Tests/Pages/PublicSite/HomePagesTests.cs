using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.PublicSite;

public sealed class HomePagesTests
{
    [Theory]
    [InlineData("zh-Hans", "ltr", "法律维权")]
    [InlineData("ug", "rtl", "مال پۇلىڭىز كېچىكتۈرۈلسە")]
    [InlineData("en", "ltr", "48 hours")]
    public async Task The_home_page_shows_seven_services_and_three_links_in_the_readers_language(
        string language, string direction, string words)
    {
        await using var desk = await DeskApp.StartAsync();
        var page = await desk.BrowserClient().OpenAsync($"/?lang={language}");
        Assert.Equal((language, direction),
            (page.Document.DocumentElement.GetAttribute("lang"), page.Document.DocumentElement.GetAttribute("dir")));
        Assert.Equal(7, page.Document.QuerySelectorAll(".cards li").Length);
        Assert.Equal(["/chat", "/report?kind=complaint", "/track"],
            page.Document.QuerySelectorAll(".doors a").Select(a => a.GetAttribute("href")));
        Assert.Contains(words, page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.Scripts);
    }

    [Theory]
    [InlineData("00:03:00", "within 3 minutes")]
    [InlineData("1.12:00:00", "within 36 hours")]
    public async Task The_pages_state_the_configured_response_time(string response, string words)
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Promise:Response", response));
        Assert.Contains(words, (await desk.BrowserClient().OpenAsync("/?lang=en")).Text, StringComparison.Ordinal);
        Assert.Contains(words, (await desk.BrowserClient().OpenAsync("/report?lang=en")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_the_centre_from_the_settings()
    {
        await using var desk = await DeskApp.StartAsync(settings:
            [("Centre:Name:zh-Hans", "洛浦县中心"), ("Centre:Phone", "0903-1234567"), ("Centre:Hours:zh-Hans", "九点到五点")]);
        var page = await desk.BrowserClient().OpenAsync("/");
        Assert.Equal("洛浦县中心", page.Document.Title);
        Assert.Contains("0903-1234567", page.Text, StringComparison.Ordinal);
        Assert.Contains("九点到五点", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-Hans", "3 分钟内")]
    [InlineData("ug", "3 مىنۇت ئىچىدە")]
    [InlineData("en", "within 3 minutes")]
    public async Task A_short_response_time_is_stated_in_every_language(string language, string words)
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Promise:Response", "00:03:00"));
        foreach (var address in new[] { "/", "/report" })
            Assert.Contains(words, (await desk.BrowserClient().OpenAsync($"{address}?lang={language}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-Hans", "打电话", "来电")]
    [InlineData("ug", "تېلېفون قىلىڭ", "تېلېفوندا")]
    [InlineData("en", "call ", "call,")]
    public async Task The_phone_is_mentioned_only_if_there_is_one(string language, string call, string byPhone)
    {
        await using var without = await DeskApp.StartAsync();
        await using var with = await DeskApp.StartAsync(settings: ("Centre:Phone", "0903-1234567"));
        foreach (var (desk, isThere) in new[] { (without, false), (with, true) })
        {
            var track = await desk.BrowserClient().OpenAsync($"/track?lang={language}");
            Assert.Equal((isThere, isThere),
                (track.Text.Contains(call, StringComparison.Ordinal), track.Text.Contains("0903-1234567", StringComparison.Ordinal)));
            var home = (await desk.BrowserClient().OpenAsync($"/?lang={language}")).Text;
            Assert.Equal((isThere, isThere),
                (home.Contains(byPhone, StringComparison.Ordinal), home.Contains("0903-1234567", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("/", "0903-1234567", "12345")]
    [InlineData("/track", "0903-1234567")]
    public async Task Phones_can_be_pressed_to_call_on_a_phone(string address, params string[] phones)
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Centre:Phone", "0903-1234567"));
        foreach (var language in LanguageTag.All)
        {
            var page = await desk.BrowserClient().OpenAsync($"{address}?lang={LanguageTag.From(language)}");
            var links = page.Document.QuerySelectorAll("a[href^='tel:']");
            Assert.Equal(phones, links.Select(link => link.TextContent));
            Assert.All(links, link => Assert.Matches("^tel:[+0-9]+$", link.GetAttribute("href")));
        }
    }

    [Theory, CombinatorialProviders]
    internal async Task The_share_of_promises_kept_last_month_is_shown(Provider provider)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 10, 5, 4, 0, 0, TimeSpan.Zero));
        await using var desk = await DeskApp.StartAsync(provider, time);
        Assert.Contains("暂无数据", (await desk.BrowserClient().OpenAsync("/")).Text, StringComparison.Ordinal);
        foreach (var late in new[] { false, false, true }) await AnswerAsync(desk, time, late);
        time.Advance(TimeSpan.FromDays(28));
        Assert.Contains("上个月的 3 件，按时答复 2 件。", (await desk.BrowserClient().OpenAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_page_is_small()
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = desk.BrowserClient();
        foreach (var address in new[] { "/", "/report", "/track" })
            Assert.InRange(await browser.CompressedSizeAsync(address, ["/css/desk.css", "/css/public.css"]), 1, 17_000);
    }

    private static async Task AnswerAsync(DeskApp desk, FakeTimeProvider time, bool late)
    {
        var clerk = new Actor { Author = Author.Staff("clerk"), Role = StaffRole.Clerk };
        var result = await desk.Writer.WriteAsync(unit => desk.Services.GetRequiredService<IntakeDoor>().SubmitAsync(unit,
            new() { Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = "问", Actor = clerk }, default));
        if (late) time.Advance(TimeSpan.FromHours(49));
        await desk.Writer.WriteAsync(unit =>
            desk.Services.GetRequiredService<TicketActions>().AnswerAsync(unit, new(result.Ticket.Number, clerk), new("答"), default));
    }
}
