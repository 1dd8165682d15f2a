using System.Net;
using System.Net.Sockets;
using System.Text;
using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Bots;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.FakeBotApi;
using EcomCenter.RunningDesk;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EcomCenter.Desk.Tests.Bots;

public sealed class TelegramWebhookTests
{
    private const string Secret = "a-secret_that-nobody-guesses-0123456789";

    private const string Update = """{"update_id":7,"message":{"message_id":1,"from":{"id":42,"is_bot":false,"first_name":"A"},"""
        + """ "chat":{"id":42,"type":"private"},"date":1795399200,"text":"My parcel is lost"}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivered_update_opens_a_ticket_and_nobody_polls()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        telegram.SendText(42, "包裹没有到", "zh-hans");
        await using var desk = await StartAsync(telegram);
        await telegram.WaitForMessageAsync(42);
        telegram.SendText(43, "ئالمىلىرىم سېتىلمايۋاتىدۇ", "ug");
        Assert.Contains("نومۇرىڭىز", (await telegram.WaitForMessageAsync(43)).Text, StringComparison.Ordinal);
        var set = telegram.Calls.First(call => call.Method == "setWebhook").Arguments;
        Assert.Equal((desk.Address.AbsoluteUri + "bots/telegram", Secret, "[]"),
            (set["url"]!.ToString(), set["secret_token"]!.ToString(), set["allowed_updates"]!.ToJsonString()));
        Assert.NotEqual("true", set["drop_pending_updates"]?.ToString());
        Assert.DoesNotContain(telegram.Calls, call => call.Method is "getUpdates" or "deleteWebhook");
        Assert.Equal((0, 2), (telegram.Pending, telegram.Sent.Count));
    }

    [Fact]
    public async Task An_update_that_could_not_be_stored_is_delivered_again_and_opens_one_ticket()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var inbox = new FailingInbox { Failures = 3 };
        await using var desk = await StartAsync(telegram, builder => inbox.ReplaceInbox(builder.Services));
        telegram.SendText(42, "My parcel is lost");
        await telegram.WaitForMessageAsync(42);
        Assert.Equal([503, 503, 503, 200], telegram.Calls.Where(call => call.Method == "(webhook)").Select(call => call.Status));
        await using var db = desk.CreateDb();
        Assert.Equal((1, 1), (await db.Tickets.CountAsync(Cancellation), await db.Inbox.CountAsync(Cancellation)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a-secret_that-nobody-guesses-012345678")]
    [InlineData("A-secret_that-nobody-guesses-0123456789")]
    public async Task A_request_without_the_secret_is_rejected_unread_and_counted(string? secret)
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var desk = await StartAsync(telegram);
        using var tcp = new TcpClient(desk.Address.Host, desk.Address.Port);
        var head = secret is null ? "" : $"{TelegramWebhook.SecretHeader}: {secret}\r\n";
        // The announced body is never sent, so an answer proves that the server did not wait for it.
        var request = $"POST {TelegramWebhook.Path} HTTP/1.1\r\nHost: desk\r\n{head}Content-Type: application/json\r\n";
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request + "Content-Length: 5000\r\n\r\n"), Cancellation);
        using var reader = new StreamReader(tcp.GetStream());
        Assert.Equal("HTTP/1.1 401 Unauthorized", await reader.ReadLineAsync(Cancellation));
        Assert.Equal(1, desk.Services.GetRequiredService<TelegramHealth>().WrongSecretCount);
        Assert.Equal(0, await StoredAsync(desk));
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.BadRequest)]
    [InlineData("""{"message":{}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"update_id":"7"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"update_id":7} {"update_id":8}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"update_id":7,"update_of_2030":{"a":"\ud800"}}""", HttpStatusCode.OK)]
    [InlineData(Update, HttpStatusCode.OK)]
    public async Task Only_updates_are_stored_known_or_not(string body, HttpStatusCode status)
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var desk = await StartAsync(telegram);
        Assert.Equal(status, await PostAsync(desk, body));
        Assert.Equal(status is HttpStatusCode.OK ? 1 : 0, await StoredAsync(desk));
    }

    [Fact]
    public async Task The_same_update_twice_is_stored_once()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var desk = await StartAsync(telegram);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(desk, Update)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal(1, await StoredAsync(desk));
    }

    [Fact]
    public async Task A_truncated_update_and_an_oversized_one_are_rejected()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var desk = await StartAsync(telegram);
        using var raw = new RawHttp(desk.Address);
        var head =
            $"POST {TelegramWebhook.Path} HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n{TelegramWebhook.SecretHeader}: {Secret}\r\n";
        var answer = await raw.SendAsync($"{head}Content-Length: 5000\r\n\r\n{Update[..80]}", closesAfterSending: true);
        // The client may have closed the connection before the answer arrives.
        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal), answer);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge,
            await PostAsync(desk, "{" + new string(' ', TelegramWebhook.MaxBodyBytes) + Update[1..]));
        Assert.Equal(0, await StoredAsync(desk));
    }

    [Fact]
    public async Task A_removed_webhook_is_set_again()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var desk = await StartAsync(telegram, UseShortTimings);
        await telegram.WaitUntilAsync(() => telegram.Calls.Any(call => call.Method == "setWebhook"), "the webhook");
        telegram.RemoveWebhookByOthers();
        telegram.SendText(42, "My parcel is lost");
        await telegram.WaitForMessageAsync(42);
    }

    [Fact]
    public async Task Telegram_may_be_unreachable_when_the_desk_starts()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        telegram.FailNext(502, times: 6);
        telegram.SendText(42, "My parcel is lost");
        await using var desk = await StartAsync(telegram, UseShortTimings);
        await telegram.WaitForMessageAsync(42);
    }

    [Fact]
    public async Task Without_a_public_address_updates_are_accepted_all_the_same()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var desk = await DeskApp.StartAsync(settings: [.. Settings(telegram)]);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(desk, Update));
        await telegram.WaitForMessageAsync(42);
        Assert.DoesNotContain(telegram.Calls, call => call.Method is "setWebhook" or "getUpdates");
    }

    [Fact]
    public async Task In_polling_mode_the_webhook_route_does_not_exist()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var desk = await DeskApp.StartAsync(
            settings: [("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl), ("Telegram:WebhookSecret", Secret)]);
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(desk, Update));
    }

    private static (string, string)[] Settings(FakeTelegram telegram) =>
        [("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl), ("Telegram:Mode", "webhook"),
            ("Telegram:WebhookSecret", Secret)];

    private static Task<DeskApp> StartAsync(FakeTelegram telegram, Action<WebApplicationBuilder>? adjust = null)
    {
        var address = $"http://127.0.0.1:{FreePort.Find()}";
        return DeskApp.StartAsync(adjust: adjust, settings: [.. Settings(telegram), ("urls", address), ("Desk:PublicUrl", address)]);
    }

    private static void UseShortTimings(WebApplicationBuilder builder) =>
        builder.Services.Replace(ServiceDescriptor.Singleton(new TelegramTiming
        {
            WebhookCheckInterval = TimeSpan.FromMilliseconds(100), FirstPause = TimeSpan.FromMilliseconds(20),
            MaxPause = TimeSpan.FromMilliseconds(50),
        }));

    private static async Task<HttpStatusCode> PostAsync(DeskApp desk, string body)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, TelegramWebhook.Path)
        { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(TelegramWebhook.SecretHeader, Secret);
        using var answer = await desk.AnonymousClient().SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    private static async Task<int> StoredAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return await db.Inbox.CountAsync(Cancellation);
    }

    /// <summary>Wraps the real inbox and fails the first writes, as a full disk would.</summary>
    private sealed class FailingInbox : IInbox
    {
        private InboxStore? _inbox;
        private int _failures;

        public int Failures { init => _failures = value; }

        public void ReplaceInbox(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IInbox>(provider =>
        {
            _inbox = provider.GetRequiredService<InboxStore>();
            return this;
        }));

        public Task StoreAsync(IReadOnlyList<RawUpdate> updates, CancellationToken cancellation) =>
            Interlocked.Decrement(ref _failures) >= 0 ? throw new IOException("disk full") : Inner.StoreAsync(updates, cancellation);

        private InboxStore Inner => _inbox ?? throw new InvalidOperationException("The inbox has not been requested yet.");
    }
}
