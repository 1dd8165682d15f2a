using System.Net;
using System.Text.RegularExpressions;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Tickets;
using EcomCenter.FakeWeChat;

namespace EcomCenter.Desk.Tests.Bots.WeChat;

public sealed class WeChatReplyWindowTests
{
    private static readonly (string, string)[] NoticeSettings = [("WeChat:NoticeTemplate", new WeChatAccount().NoticeTemplate),
        ("Desk:PublicUrl", "https://desk.example")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_message_of_the_resident_allows_five_replies_within_48_hours()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        var window = await desk.WindowAsync(WeChatDesk.Li);
        Assert.Equal((desk.Time.GetUtcNow().AddHours(48), 4), (window!.OpenUntil, window.MessagesLeft));
        await desk.AnswerAsync(number, "明天上午来中心，我们教您。");
        Assert.Equal(3, (await desk.WindowAsync(WeChatDesk.Li))!.MessagesLeft);
        desk.Time.Advance(TimeSpan.FromHours(3));
        await desk.SendTextAsync(WeChatDesk.Li, "要带什么？");
        window = await desk.WindowAsync(WeChatDesk.Li);
        Assert.Equal((desk.Time.GetUtcNow().AddHours(48), 4), (window!.OpenUntil, window.MessagesLeft));
    }

    [Fact]
    public async Task A_menu_press_opens_one_minute_and_shortens_no_longer_window()
    {
        await using var desk = await WeChatDesk.StartAsync();
        await desk.WeChat.ClickAsync(WeChatDesk.Li, "matters");
        await desk.WeChat.WaitForMessageAsync(WeChatDesk.Li);
        await desk.WaitUntilIdleAsync();
        Assert.Equal(desk.Time.GetUtcNow().AddMinutes(1), (await desk.WindowAsync(WeChatDesk.Li))!.OpenUntil);

        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        await desk.WeChat.ClickAsync(WeChatDesk.Li, "matters");
        await desk.WeChat.WaitForMessageAsync(WeChatDesk.Li, skip: 2);
        await desk.WaitUntilIdleAsync();
        var window = await desk.WindowAsync(WeChatDesk.Li);
        Assert.Equal((desk.Time.GetUtcNow().AddHours(48), 4), (window!.OpenUntil, window.MessagesLeft));
    }

    [Fact]
    public async Task An_answer_that_may_wait_after_48_hours_is_not_sent_but_put_on_the_call_back_list()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        desk.Time.Advance(TimeSpan.FromHours(48));
        var (sent, calls) = (desk.WeChat.Sent.Count, Sends());
        await desk.AnswerAsync(number, "明天上午来中心。", mayWait: true);
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((DeliveryState.Unreachable, true, true), (ticket.Messages[^1].Delivery, ticket.NeedsCallBack, ticket.Unanswered));
        Assert.Equal((sent, calls), (desk.WeChat.Sent.Count, Sends()));

        int Sends() => desk.WeChat.Calls.Count(call => call.Path == "message/custom/send");
    }

    [Fact]
    public async Task The_window_is_closed_when_WeChat_says_so()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        desk.WeChat.FailNext("message/custom/send", 45015);
        await desk.AnswerAsync(number, "明天上午来中心。");
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((DeliveryState.Unreachable, true), (ticket.Messages[^1].Delivery, ticket.NeedsCallBack));
        var window = await desk.WindowAsync(WeChatDesk.Li);
        Assert.Equal((desk.Time.GetUtcNow(), 0), (window!.OpenUntil, window.MessagesLeft));
    }

    [Fact]
    public async Task An_answer_with_more_pieces_than_allowed_is_not_sent_in_part()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Aygul, "سوئالىم بار ئىدى");
        Assert.IsType<TicketActionResult.ActionInvalid>(
            await desk.TryAnswerAsync(number, string.Concat(Enumerable.Repeat("جاۋاب بەك ئۇزۇن. ", 300))));
        Assert.Equal((1, 1), (desk.SentTo(WeChatDesk.Aygul), (await desk.TicketAsync(number)).Messages.Count));
        Assert.Equal(4, (await desk.WindowAsync(WeChatDesk.Aygul))!.MessagesLeft);

        await desk.AnswerAsync(number, string.Concat(Enumerable.Repeat("جاۋاب ئۇزۇن. ", 200)));
        Assert.Equal(DeliveryState.Sent, (await desk.TicketAsync(number)).Messages[^1].Delivery);
        Assert.InRange(desk.SentTo(WeChatDesk.Aygul), 3, 4);
    }

    [Fact]
    public async Task The_bot_leaves_two_messages_to_staff_and_still_answers_menu_presses()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        await desk.AnswerAsync(number, "一");
        await desk.AnswerAsync(number, "二");
        Assert.Equal(2, (await desk.WindowAsync(WeChatDesk.Li))!.MessagesLeft);
        await desk.WeChat.ClickAsync(WeChatDesk.Li, "matters");
        await desk.WeChat.WaitForMessageAsync(WeChatDesk.Li, skip: 3);
        await desk.WaitUntilIdleAsync();
        Assert.Equal(2, (await desk.WindowAsync(WeChatDesk.Li))!.MessagesLeft);
        await desk.AnswerAsync(number, "三");
        await desk.AnswerAsync(number, "四");
        Assert.Equal((0, DeliveryState.Sent),
            ((await desk.WindowAsync(WeChatDesk.Li))!.MessagesLeft, (await desk.TicketAsync(number)).Messages[^1].Delivery));
        await desk.AnswerAsync(number, "五", mayWait: true);
        Assert.Equal(DeliveryState.Unreachable, (await desk.TicketAsync(number)).Messages[^1].Delivery);
    }

    [Fact]
    public async Task A_permission_carries_the_whole_answer_when_the_window_is_closed()
    {
        await using var desk = await WeChatDesk.StartAsync(settings: NoticeSettings);
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        await AllowAsync(desk, WeChatDesk.Li);
        Assert.Equal(1, (await desk.WindowAsync(WeChatDesk.Li))!.NoticesLeft);

        desk.Time.Advance(TimeSpan.FromHours(47.9));
        desk.Time.Advance(TimeSpan.FromHours(0.2));
        await desk.AnswerAsync(number, "明天上午来中心，我们教您。");
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((DeliveryState.Sent, false), (ticket.Messages[^1].Delivery, ticket.Unanswered));
        Assert.Equal("notice", desk.WeChat.Sent[^1].Kind);
        Assert.Contains("明天上午来中心，我们教您。", desk.WeChat.Sent[^1].Text, StringComparison.Ordinal);
        Assert.Equal(0, (await desk.WindowAsync(WeChatDesk.Li))!.NoticesLeft);
    }

    // A notice has 200 characters, and the line with the number takes 17.
    [Theory]
    [InlineData(183, DeliveryState.Sent, 0)]
    [InlineData(184, DeliveryState.Unreachable, 1)]
    public async Task A_notice_carries_an_answer_that_fits_and_a_longer_one_keeps_the_permission(int length, DeliveryState state, int left)
    {
        await using var desk = await WeChatDesk.StartAsync(settings: NoticeSettings);
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        await AllowAsync(desk, WeChatDesk.Li);
        desk.WeChat.FailNext("message/custom/send", 45015);
        await desk.AnswerAsync(number, new string('长', length));
        Assert.Equal((state, left),
            ((await desk.TicketAsync(number)).Messages[^1].Delivery, (await desk.WindowAsync(WeChatDesk.Li))!.NoticesLeft));
    }

    [Fact]
    public async Task The_permission_is_used_at_once_when_WeChat_closes_the_window_early()
    {
        await using var desk = await WeChatDesk.StartAsync(settings: NoticeSettings);
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        await AllowAsync(desk, WeChatDesk.Li);
        desk.WeChat.FailNext("message/custom/send", 45047);
        await desk.AnswerAsync(number, "明天来。");
        Assert.Equal((DeliveryState.Sent, "notice"), ((await desk.TicketAsync(number)).Messages[^1].Delivery, desk.WeChat.Sent[^1].Kind));
    }

    [Fact]
    public async Task A_permission_cannot_be_given_for_another_resident()
    {
        await using var desk = await WeChatDesk.StartAsync(settings: NoticeSettings);
        await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        await desk.SendTextAsync(WeChatDesk.Aygul, "سوئالىم بار ئىدى");
        using var browser = desk.App.BrowserClient();
        var back = FollowConsentLink(desk, WeChatDesk.Li, yes: true);
        var page = await browser.GetStringAsync(
            new Uri(desk.App.Address, back.PathAndQuery.Replace(WeChatDesk.Li, WeChatDesk.Aygul, StringComparison.Ordinal)), Cancellation);
        Assert.Contains("没有记下", page, StringComparison.Ordinal);
        Assert.Equal((0, 0),
            ((await desk.WindowAsync(WeChatDesk.Li))!.NoticesLeft, (await desk.WindowAsync(WeChatDesk.Aygul))!.NoticesLeft));
        Assert.Contains("没有记下", await browser.GetStringAsync(
            new Uri(desk.App.Address, FollowConsentLink(desk, WeChatDesk.Li, yes: false).PathAndQuery), Cancellation),
                StringComparison.Ordinal);
        for (var twice = 0; twice < 2; twice++)
            Assert.Contains("记下了", await browser.GetStringAsync(new Uri(desk.App.Address, back.PathAndQuery), Cancellation),
                StringComparison.Ordinal);
        Assert.Equal(1, (await desk.WindowAsync(WeChatDesk.Li))!.NoticesLeft);
    }

    [Fact]
    public async Task A_resident_who_unfollows_is_unreachable()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        await desk.WeChat.UnfollowAsync(WeChatDesk.Li);
        await desk.WaitUntilIdleAsync();
        await desk.AnswerAsync(number, "明天来。", mayWait: true);
        Assert.Equal(DeliveryState.Unreachable, (await desk.TicketAsync(number)).Messages[^1].Delivery);
    }

    private static async Task AllowAsync(WeChatDesk desk, string openId)
    {
        using var browser = desk.App.BrowserClient();
        var page = await browser.GetStringAsync(new Uri(desk.App.Address, FollowConsentLink(desk, openId, yes: true).PathAndQuery),
            Cancellation);
        Assert.Contains("记下了", page, StringComparison.Ordinal);
    }

    // Follows the link in the receipt.
    private static Uri FollowConsentLink(WeChatDesk desk, string openId, bool yes)
    {
        var receipt = desk.WeChat.Sent.First(sent => sent.OpenId == openId && sent.Text.Contains("href", StringComparison.Ordinal)).Text;
        var back = desk.WeChat.AnswerConsent(openId,
            new(WebUtility.HtmlDecode(Regex.Match(receipt, "href=\"([^\"]+)\"").Groups[1].Value)), yes);
        Assert.StartsWith("https://desk.example/bots/wechat/notice?", back.ToString(), StringComparison.Ordinal);
        return back;
    }
}
