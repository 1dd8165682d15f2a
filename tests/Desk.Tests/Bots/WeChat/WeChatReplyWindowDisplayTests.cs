using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Tests.Bots.WeChat;

public sealed class WeChatReplyWindowDisplayTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_shows_the_reply_window_and_the_route_of_an_answer()
    {
        await using var desk = await WeChatDesk.StartAsync();
        using var clerk = await desk.App.ClientForStaffAsync(StaffRole.Clerk);
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        var page = await PageAsync(clerk, number);
        Assert.Contains("WeChat takes messages", page, StringComparison.Ordinal);
        Assert.Contains("messages left: 4", page, StringComparison.Ordinal);
        Assert.Contains("Goes to WeChat; messages left until", page, StringComparison.Ordinal);

        desk.Time.Advance(TimeSpan.FromHours(48));
        page = await PageAsync(clerk, number);
        Assert.Contains("no longer", page, StringComparison.Ordinal);
        Assert.Contains("WeChat no longer takes messages: call, or keep the answer until they write", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Goes to WeChat", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_timeline_shows_that_the_window_has_closed()
    {
        await using var desk = await WeChatDesk.StartAsync(settings: ("Promise:Response", "3.00:00:00"));
        using var clerk = await desk.App.ClientForStaffAsync(StaffRole.Clerk);
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        desk.Time.Advance(TimeSpan.FromHours(48));
        await desk.SweepAsync();
        Assert.Contains("there was no answer yet: please call", await PageAsync(clerk, number), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_permission_changes_the_route_of_an_answer()
    {
        await using var desk = await WeChatDesk.StartAsync();
        using var clerk = await desk.App.ClientForStaffAsync(StaffRole.Clerk);
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        await using (var db = desk.App.CreateDb())
        {
            db.ReplyWindows.Single().NoticesLeft = 1;
            await db.SaveChangesAsync(Cancellation);
        }

        desk.Time.Advance(TimeSpan.FromHours(48));
        var page = await PageAsync(clerk, number);
        Assert.Contains("notices they allowed: 1", page, StringComparison.Ordinal);
        Assert.Contains("up to 183 characters go as the notice they allowed", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_returns_the_reply_window()
    {
        await using var desk = await WeChatDesk.StartAsync();
        using var program = await desk.App.ClientWithKeyAsync(KeyScope.Read);
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        var window = (await program.GetFromJsonAsync<JsonNode>($"/api/v1/tickets/{number}", Cancellation))!["replyWindow"]!;
        Assert.Equal((desk.Time.GetUtcNow().AddHours(48), 4, 0),
            (window["openUntil"]!.GetValue<DateTimeOffset>(), window["left"]!.GetValue<int>(), window["notices"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Without_a_limit_no_reply_window_is_shown()
    {
        await using var desk = await WeChatDesk.StartAsync();
        using var program = await desk.App.ClientWithKeyAsync(KeyScope.Staff);
        using var made = await program.PostAsJsonAsync(
            "/api/v1/tickets", new { kind = "inquiry", channel = "api", description = "怎么开网店?" }, Cancellation);
        var number = (await made.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!["number"]!.GetValue<string>();
        Assert.Null((await program.GetFromJsonAsync<JsonNode>($"/api/v1/tickets/{number}", Cancellation))!["replyWindow"]);
        using var clerk = await desk.App.ClientForStaffAsync(StaffRole.Clerk);
        Assert.DoesNotContain("takes messages", await clerk.GetStringAsync(
            new Uri($"/desk/tickets/{number}?lang=en", UriKind.Relative), Cancellation), StringComparison.Ordinal);
    }

    private static Task<string> PageAsync(HttpClient clerk, TicketNumber number) =>
        clerk.GetStringAsync(new Uri($"/desk/tickets/{number}?lang=en", UriKind.Relative), Cancellation);
}
