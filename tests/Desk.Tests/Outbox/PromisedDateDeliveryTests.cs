using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Pages.WebChat;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Bots.WeChat;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Outbox;

/// <summary>Tests that a resident is told the date of a promised next step in every channel, in the desk's time zone.</summary>
public sealed class PromisedDateDeliveryTests
{
    private const long Aygul = 4201;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ئۈزۈمنى توردا قانداق ساتىمەن؟", Language.Ug, "بېيجىڭ ۋاقتى")]
    [InlineData("快递还没有到", Language.ZhHans, "北京时间")]
    public async Task A_messenger_shows_the_date_once_in_the_residents_language_even_after_retries(
        string words, Language language, string zone)
    {
        await using var desk = await TelegramDesk.StartAsync();
        var (number, at) = (await desk.ReceiveAsync(Aygul, words), desk.Time.GetUtcNow().AddDays(3));
        desk.Telegram.FailNext(502, method: "sendMessage");
        await desk.AnswerAsync(number, "…", AnswerKind.NextStep, at);
        await desk.WaitForAttemptsAsync(Aygul, 1);
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.WaitUntilAsync(number, DeliveryState.Sent);

        var told = desk.Telegram.Sent[^1].Text;
        Assert.EndsWith("…\n" + ExpectedText(desk.App, language, at), told, StringComparison.Ordinal);
        Assert.Equal(2, told.Split(zone).Length);
        await desk.AnswerAsync(number, "…");
        await desk.WaitUntilAsync(number, DeliveryState.Sent);
        Assert.DoesNotContain(zone, desk.Telegram.Sent[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WeChat_shows_the_date()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var (number, at) = (await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？"), desk.Time.GetUtcNow().AddDays(3));
        await PromiseAsync(desk.App, number, at);
        await desk.WaitUntilIdleAsync();
        Assert.EndsWith("…\n我们会在2026年11月26日 星期四 10:00（北京时间）之前再告诉您。", desk.WeChat.Sent[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_web_chat_and_the_tracking_page_show_the_date()
    {
        await using var desk = await DeskApp.StartAsync();
        var at = TimeProvider.System.GetUtcNow().AddDays(3);
        var chat = new ChatAddress(ContactChannel.WebChat, WebChatPost.BotName, "visitor");
        var result = await desk.Writer.WriteAsync(unit => desk.Services.GetRequiredService<IntakeDoor>().SubmitAsync(unit, new()
        {
            Actor = Actor.Resident(Language.Ug), Channel = ContactChannel.WebChat, Kind = TicketKind.Inquiry, Description = "سالام",
            Chat = chat,
        }, Cancellation), Cancellation);
        await PromiseAsync(desk, result.Ticket.Number, at);
        var line = (await desk.Services.GetRequiredService<WebChatService>().GetTranscriptAsync("visitor", Cancellation))[^1];
        Assert.EndsWith("…\n" + ExpectedText(desk, Language.ZhHans, at), line.Text, StringComparison.Ordinal);

        var browser = desk.BrowserClient();
        var code = desk.Services.GetRequiredService<TrackingCodes>().GetCode(result.Ticket.Number);
        var form = await browser.OpenAsync("/track");
        var page = await browser.SendAsync(form, ("number", result.Ticket.Number.ToString()), ("code", code));
        Assert.Contains(ExpectedText(desk, Language.ZhHans, at), page.Text, StringComparison.Ordinal);
    }

    private static string ExpectedText(DeskApp desk, Language language, DateTimeOffset at) =>
        DeskTexts.Format(language, "say.promised",
            ("time", desk.Services.GetRequiredService<TimeFormatter>().DateAndTimeWithZone(language, at)));

    private static async Task PromiseAsync(DeskApp desk, TicketNumber number, DateTimeOffset at)
    {
        var actions = desk.Services.GetRequiredService<TicketActions>();
        var result = await desk.Writer.WriteAsync(
            unit => actions.AnswerAsync(unit, new(number, TelegramDesk.Clerk), new("…", AnswerKind.NextStep, at), Cancellation),
            Cancellation);
        Assert.IsType<TicketActionResult.ActionDone>(result);
    }
}
