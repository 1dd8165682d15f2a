using System.Net;
using System.Text.Json.Nodes;
using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Contracts;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tests.Staff;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Pages.Admin;

public sealed class ChannelsPageTests
{
    private const string Path = "/desk/admin/channels", Secret = "a-secret_that-nobody-guesses-0123456789";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StaffRole.Supervisor, HttpStatusCode.OK)]
    [InlineData(StaffRole.Admin, HttpStatusCode.OK)]
    [InlineData(StaffRole.Clerk, HttpStatusCode.Forbidden)]
    [InlineData(StaffRole.Agent, HttpStatusCode.Forbidden)]
    public async Task Supervisors_and_administrators_see_the_page(StaffRole role, HttpStatusCode status)
    {
        await using var desk = await DeskApp.StartAsync();
        using var client = await desk.ClientForStaffAsync(role);
        using var answer = await client.GetAsync(Path, Cancellation);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("ug")]
    [InlineData("en")]
    public async Task The_page_shows_the_state_of_the_channels_and_no_secret(string language)
    {
        await using var desk = await TelegramDesk.StartAsync(
            settings: [("Telegram:Mode", "webhook"), ("Telegram:WebhookSecret", Secret), ("Desk:PublicUrl", "https://desk.example")]);
        for (var i = 0; i < 3; i++)
            using (await desk.App.AnonymousClient().PostAsync(TelegramWebhook.Path, null, Cancellation)) { }
        await desk.App.AddStaffAsync("boss", StaffRole.Supervisor);
        using var boss = await desk.App.SignedInAsync("boss");
        using var response = await boss.FillInAsync(Path, Path);
        Assert.Equal(Path, response.Headers.Location?.ToString());
        using var shown = await boss.GetAsync($"{Path}?lang={language}");
        var page = await shown.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("@service_centre_bot", page, StringComparison.Ordinal);
        Assert.Contains("https://desk.example/bots/telegram", page, StringComparison.Ordinal);
        Assert.Matches(@"<bdi dir=""ltr"">3</bdi>", page);
        foreach (var secret in new[] { desk.Telegram.Token, desk.Telegram.Token.Split(':')[1], Secret })
            Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
    }

    [Theory, CombinatorialProviders]
    public async Task The_page_tells_of_parts_of_messages_that_are_not_read_yet_by_their_names(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        foreach (var field in new[] { "sticker_premium", "gift_2030" })
        {
            desk.Telegram.Send(42, message =>
            {
                message["text"] = "My parcel is lost";
                message[field] = new JsonObject { ["words"] = "not to be shown" };
            }, sentAt: desk.Time.GetUtcNow());
            await desk.Telegram.WaitForMessageAsync(42, skip: field is "gift_2030" ? 1 : 0);
        }

        await desk.Telegram.WaitForConfirmedAsync(desk.Telegram.InjectRaw(""" "message":["of another form"] """));
        await using var db = desk.App.CreateDb();
        await Eventually.TrueAsync(() => db.Inbox.AsNoTracking().All(update => update.DoneAt != null) && db.Inbox.Count() == 3);
        var boss = await desk.App.SignedInBrowserAsync(StaffRole.Supervisor);
        var page = (await boss.OpenAsync(Path + "?lang=en")).Document.QuerySelector("#telegram")!.TextContent;
        Assert.Contains("Messages with parts that we can't read yet: 3, newest ", page, StringComparison.Ordinal);
        Assert.Contains("(gift_2030, sticker_premium)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not to be shown", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_failed_messages_and_the_listening_node()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(42, "My parcel is lost");
        desk.Telegram.Block(42);
        await desk.AnswerAsync(number, "It is found.");
        await desk.WaitUntilAsync(number, DeliveryState.Unreachable);
        using var boss = await desk.App.ClientForStaffAsync(StaffRole.Supervisor);
        var page = await boss.GetStringAsync(Path, Cancellation);
        Assert.Matches(@"<bdi dir=""ltr"" class=""late"">1</bdi>", page);
        Assert.Contains(Environment.MachineName, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_connection_is_shown_on_every_page_of_supervisors_until_it_is_back()
    {
        await using var desk = await TelegramDesk.StartAsync();
        await desk.ReceiveAsync(42, "My parcel is lost");
        using var boss = await desk.App.ClientForStaffAsync(StaffRole.Supervisor);
        using var clerk = await desk.App.ClientForStaffAsync(StaffRole.Clerk);
        desk.Telegram.FailNext(502, method: "getUpdates", times: 1_000_000);
        desk.Telegram.SendText(42, "It is still lost");
        await desk.Telegram.WaitUntilAsync(() => desk.Telegram.Calls.Any(call => call is { Method: "getUpdates", Status: 502 }),
            "the connection to go down");
        desk.Time.Advance(ChannelAlerts.AlertAfter / 2);
        Assert.DoesNotContain("class=\"down", await boss.GetStringAsync("/desk?lang=en", Cancellation), StringComparison.Ordinal);
        desk.Time.Advance(ChannelAlerts.AlertAfter);
        Assert.Contains("Telegram down since", await boss.GetStringAsync("/desk?lang=en", Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"down", await clerk.GetStringAsync("/desk?lang=en", Cancellation), StringComparison.Ordinal);
        // An open board requests this fragment.
        Assert.StartsWith("<a class=\"down", (await boss.GetStringAsync(Path + "/signs?lang=en", Cancellation))
            .Trim(), StringComparison.Ordinal);
        Assert.Contains("id=\"channel-outages\"", await boss.GetStringAsync("/desk", Cancellation), StringComparison.Ordinal);
        Assert.Contains("line down since", await boss.GetStringAsync(Path + "?lang=en", Cancellation), StringComparison.Ordinal);

        desk.Telegram.Recover();
        await Eventually.TrueAsync(async () =>
        {
            desk.Time.Advance(TimeSpan.FromSeconds(10));
            return !(await boss.GetStringAsync("/desk", Cancellation)).Contains("class=\"down", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_channel_that_was_switched_off_is_not_down()
    {
        await using var database = await TestDatabase.CreateAsync(Provider.Sqlite);
        await using var desk = await TelegramDesk.StartAsync(settings: [("Desk:DataDirectory", database.DataDirectory)]);
        await desk.ReceiveAsync(42, "My parcel is lost");
        await desk.RestartAsync(("Desk:DataDirectory", database.DataDirectory), ("Telegram:Token", ""));
        desk.Time.Advance(TimeSpan.FromDays(1));
        using var boss = await desk.App.ClientForStaffAsync(StaffRole.Supervisor);
        Assert.DoesNotContain("class=\"down", await boss.GetStringAsync("/desk", Cancellation), StringComparison.Ordinal);
    }
}
