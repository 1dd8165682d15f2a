using System.Net;
using System.Text.Json;
using EcomCenter.Desk.Tests.Pages.Shared;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.WebChat;

public sealed class WebChatOfflineTests
{
    private const string ChatPath = "/chat";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_service_worker_is_for_the_chat_only_and_lists_files_that_exist()
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = desk.AnonymousClient();
        using var answer = await browser.GetAsync(new Uri("/chat/worker.js", UriKind.Relative), Cancellation);
        Assert.Equal(("text/javascript", ChatPath, "no-cache"), (answer.Content.Headers.ContentType!.MediaType,
            answer.Headers.GetValues("Service-Worker-Allowed").Single(), answer.Headers.CacheControl!.ToString()));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var script = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Matches("^const VERSION = '[0-9a-f]{16}', SHELL = ", script);
        var shell = JsonSerializer.Deserialize<string[]>(script.Split("SHELL = ")[1].Split(';')[0])!;
        Assert.Contains("/js/chat/offline.js", shell);
        foreach (var path in shell)
        {
            using var file = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        }
    }

    [Fact]
    public async Task The_page_for_a_phone_without_a_connection_holds_nothing_of_a_chat_and_begins_none()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        await resident.SendAsync(await resident.OpenAsync(ChatPath), ("say.text", "我的秘密"));
        var page = await resident.OpenAsync("/chat/empty");
        Assert.DoesNotContain("我的秘密", page.Text, StringComparison.Ordinal);
        Assert.Equal("", page.Document.QuerySelector("[data-chat]")!.GetAttribute("data-chat"));
        using var answer = await desk.AnonymousClient().GetAsync(new Uri("/chat/empty", UriKind.Relative), Cancellation);
        Assert.DoesNotContain(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("chat=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_messages_tell_a_script_which_chat_they_belong_to()
    {
        await using var desk = await DeskApp.StartAsync();
        var (one, other) = (desk.BrowserClient(), desk.BrowserClient());
        var first = await one.SendAsync(await one.OpenAsync(ChatPath), ("say.text", "店打不开"));
        Assert.Matches("^[0-9a-f]{12}$", MarkOf(first));
        Assert.Equal(MarkOf(first), MarkOf(await one.OpenAsync(ChatPath)));
        Assert.Equal(MarkOf(first), MarkOf(await one.OpenAsync("/chat/lines")));
        Assert.NotEqual(MarkOf(first), MarkOf(await other.OpenAsync(ChatPath)));
    }

    [Fact]
    public async Task Leaving_takes_the_cookie_and_the_files_that_the_browser_cached()
    {
        await using var desk = await DeskApp.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = desk.Address };
        var page = await http.OpenAsync(ChatPath);
        var token = page.Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.False((await LeaveAsync(http, "wrong")).Headers.Contains("Clear-Site-Data"));
        using var left = await LeaveAsync(http, token);
        Assert.Equal("\"cache\"", left.Headers.GetValues("Clear-Site-Data").Single());
        Assert.Contains(left.Headers.GetValues("Set-Cookie"),
            cookie => cookie.StartsWith("chat=; expires=Thu, 01 Jan 1970", StringComparison.Ordinal));
        Assert.NotEqual(MarkOf(page), MarkOf(await http.OpenAsync(ChatPath)));
    }

    [Fact]
    public async Task The_day_and_the_name_of_the_zone_stand_above_the_first_message_of_each_day()
    {
        var time = new FakeTimeProvider(new(2026, 11, 25, 15, 50, 0, TimeSpan.Zero));
        await using var desk = await DeskApp.StartAsync(time: time);
        var resident = desk.BrowserClient();
        var page = await resident.SendAsync(await resident.OpenAsync(ChatPath), ("say.text", "店打不开"));
        Assert.Equal(["2026年11月25日 星期三 · 北京时间"], DaysOf(page));
        var last = page.Document.QuerySelector("[data-last]")!.GetAttribute("data-last");
        // Midnight in Beijing, while it is still the day before in UTC.
        time.Advance(TimeSpan.FromMinutes(20));
        page = await resident.SendAsync(await resident.OpenAsync(ChatPath), ("say.text", "还有快递"));
        Assert.Equal(["2026年11月25日 星期三 · 北京时间", "2026年11月26日 星期四 · 北京时间"], DaysOf(page));
        Assert.Equal(["2026年11月26日 星期四 · 北京时间"], DaysOf(await resident.OpenAsync($"/chat/lines?after={last}")));
    }

    private static string[] DaysOf(HtmlPage page) => [.. page.Document.QuerySelectorAll(".day").Select(day => day.TextContent)];

    private static string? MarkOf(HtmlPage page) => page.Document.QuerySelector("[data-chat]")!.GetAttribute("data-chat");

    private static async Task<HttpResponseMessage> LeaveAsync(HttpClient browser, string token)
    {
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        return await browser.PostAsync(new Uri("/chat/leave", UriKind.Relative), form, Cancellation);
    }
}
