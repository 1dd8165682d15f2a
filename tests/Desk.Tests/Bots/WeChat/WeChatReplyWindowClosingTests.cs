using System.Globalization;
using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Bots.WeChat;

public sealed class WeChatReplyWindowClosingTests
{
    [Fact]
    public async Task A_waiting_resident_gets_one_reminder_before_the_window_closes_and_it_is_no_answer()
    {
        // The response time is longer than WeChat's 48 hours.
        await using var desk = await WeChatDesk.StartAsync(settings: ("Promise:Response", "3.00:00:00"));
        var number = await desk.SendTextAsync(WeChatDesk.Aygul, "سوئالىم بار ئىدى");
        desk.Time.Advance(TimeSpan.FromHours(45.9));
        await desk.SweepAsync();
        Assert.Equal(1, desk.SentTo(WeChatDesk.Aygul));
        desk.Time.Advance(TimeSpan.FromMinutes(10));
        for (var twice = 0; twice < 2; twice++) await desk.SweepAsync();
        await desk.WaitUntilIdleAsync();
        Assert.Equal(2, desk.SentTo(WeChatDesk.Aygul));
        Assert.Contains(number.ToString(), desk.WeChat.Sent[^1].Text, StringComparison.Ordinal);
        Assert.Contains("بېجىرىۋاتىمىز", desk.WeChat.Sent[^1].Text, StringComparison.Ordinal);
        Assert.Equal((CycleState.Open, true, false), StateOf(await desk.TicketAsync(number)));
        Assert.Equal(3, (await desk.WindowAsync(WeChatDesk.Aygul))!.MessagesLeft);
    }

    [Theory, CombinatorialProviders]
    public async Task A_window_that_closed_without_an_answer_needs_a_call_back(Provider provider)
    {
        await using var desk = await WeChatDesk.StartAsync(provider: provider, settings: ("Promise:Response", "3.00:00:00"));
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        desk.Time.Advance(TimeSpan.FromHours(48));
        await desk.SweepAsync();
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((CycleState.Open, true, true), StateOf(ticket));
        await desk.SweepAsync();
        Assert.Equal(ticket.Version, (await desk.TicketAsync(number)).Version);

        // A message of the resident opens the window again, and an answer through it ends the call-back.
        await desk.SendTextAsync(WeChatDesk.Li, "有消息吗？");
        await desk.AnswerAsync(number, "明天上午来中心。");
        Assert.Equal((CycleState.Met, false, false), StateOf(await desk.TicketAsync(number)));
    }

    [Fact]
    public async Task An_answered_resident_gets_neither_a_reminder_nor_a_call_back()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        await desk.AnswerAsync(number, "明天上午来中心。");
        var sent = desk.SentTo(WeChatDesk.Li);
        desk.Time.Advance(TimeSpan.FromHours(47));
        await desk.SweepAsync();
        desk.Time.Advance(TimeSpan.FromHours(2));
        await desk.SweepAsync();
        await desk.WaitUntilIdleAsync();
        Assert.Equal((sent, false), (desk.SentTo(WeChatDesk.Li), (await desk.TicketAsync(number)).NeedsCallBack));
        Assert.Null((await desk.WindowAsync(WeChatDesk.Li))!.RemindAt);
    }

    [Fact]
    public async Task The_last_allowed_message_is_left_to_staff()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        for (var i = 0; i < 3; i++) await desk.AnswerAsync(number, $"{i}");
        await desk.App.Writer.WriteAsync(async unit =>
        {
            var ticket = await unit.Db.FindFullTicketAsync(number, TestContext.Current.CancellationToken);
            ticket!.AddResidentMessage(Author.Staff("clerk"), new("还有一个问题", WriteUnit.NewSalt(), unit.Now),
                unit.CreateChangeContext((_, start) => start.AddHours(48)));
        }, TestContext.Current.CancellationToken);
        var sent = desk.SentTo(WeChatDesk.Li);
        desk.Time.Advance(TimeSpan.FromHours(47));
        await desk.SweepAsync();
        await desk.WaitUntilIdleAsync();
        Assert.Equal((sent, 1), (desk.SentTo(WeChatDesk.Li), (await desk.WindowAsync(WeChatDesk.Li))!.MessagesLeft));
    }

    [Fact]
    public async Task An_unreachable_resident_who_writes_again_is_reachable_again()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        desk.WeChat.FailNext("message/custom/send", 45015);
        await desk.AnswerAsync(number, "明天来。");
        Assert.True((await desk.TicketAsync(number)).Unreachable);
        await desk.SendTextAsync(WeChatDesk.Li, "在吗？");
        await desk.WaitUntilIdleAsync();
        Assert.Equal((false, false), ((await desk.TicketAsync(number)).Unreachable, (await desk.TicketAsync(number)).NeedsCallBack));
    }

    [Theory, CombinatorialProviders]
    public async Task A_late_message_gets_the_reminder_at_once_and_a_call_back_after_closing(Provider provider)
    {
        await using var desk = await WeChatDesk.StartAsync(provider: provider);
        await desk.WeChat.SendTextAsync(WeChatDesk.Li, "谢谢");
        await desk.WaitUntilIdleAsync();
        desk.Time.Advance(TimeSpan.FromHours(47));
        var number = await DeliverLateAsync(desk, TimeSpan.FromHours(47), "我的网店怎么开？");
        for (var twice = 0; twice < 2; twice++) await desk.SweepAsync();
        await desk.WaitUntilIdleAsync();
        Assert.Single(desk.WeChat.Sent, sent => sent.Text.Contains("我们还在办您的事", StringComparison.Ordinal)
            && sent.Text.Contains(number.ToString(), StringComparison.Ordinal));
        Assert.False((await desk.TicketAsync(number)).NeedsCallBack);
        desk.Time.Advance(TimeSpan.FromHours(1));
        await desk.SweepAsync();
        Assert.True((await desk.TicketAsync(number)).NeedsCallBack);
    }

    [Theory, CombinatorialProviders]
    public async Task A_message_received_after_closing_needs_a_call_back(Provider provider)
    {
        await using var desk = await WeChatDesk.StartAsync(provider: provider);
        var number = await DeliverLateAsync(desk, TimeSpan.FromHours(49), "我的网店怎么开？");
        await desk.SweepAsync();
        Assert.Equal((0, true), (desk.SentTo(WeChatDesk.Li), (await desk.TicketAsync(number)).NeedsCallBack));
        Assert.Null((await desk.WindowAsync(WeChatDesk.Li))!.RemindAt);
    }

    [Fact]
    public async Task A_window_that_closes_early_on_a_bot_reply_needs_a_call_back()
    {
        await using var desk = await WeChatDesk.StartAsync();
        desk.WeChat.FailNext("message/custom/send", 45015);
        var number = await DeliverLateAsync(desk, TimeSpan.Zero, "我的网店怎么开？");
        await desk.SweepAsync();
        Assert.True((await desk.TicketAsync(number)).NeedsCallBack);
    }

    [Fact]
    public async Task A_menu_press_opens_no_window_with_a_reminder()
    {
        await using var desk = await WeChatDesk.StartAsync();
        await desk.WeChat.ClickAsync(WeChatDesk.Li, "matters");
        await desk.WeChat.WaitForMessageAsync(WeChatDesk.Li);
        await desk.WaitUntilIdleAsync();
        Assert.Null((await desk.WindowAsync(WeChatDesk.Li))!.RemindAt);
    }

    [Theory]
    [InlineData("2026-11-25T10:00", "2026-11-25T08:00")]
    [InlineData("2026-11-25T23:00", "2026-11-25T21:00")]
    [InlineData("2026-11-26T01:30", "2026-11-25T21:00")]
    [InlineData("2026-11-26T03:00", "2026-11-25T21:00")]
    [InlineData("2026-11-26T09:30", "2026-11-25T21:00")]
    [InlineData("2026-11-24T23:30", "2026-11-24T21:30")]
    public void No_reminder_is_sent_at_night(string shuts, string told)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var now = At("2026-11-23T12:00");
        Assert.Equal(At(told), ReplyWindowChanges.GetReminderTime(new ReplyAllowance(At(shuts), 5), TimeSpan.FromHours(2), now, zone));

        DateTimeOffset At(string local) =>
            new(DateTime.Parse(local, CultureInfo.InvariantCulture), zone.BaseUtcOffset);
    }

    /// <summary>Delivers a message that was sent some time ago.</summary>
    private static async Task<TicketNumber> DeliverLateAsync(WeChatDesk desk, TimeSpan ago, string text)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var id = Guid.NewGuid().GetHashCode() & int.MaxValue;
        var sentAt = (desk.Time.GetUtcNow() - ago).ToUnixTimeSeconds();
        await desk.App.Services.GetRequiredService<WeChatUpdateReceiver>().ReceiveAsync(
            $"<xml><ToUserName>gh_1</ToUserName><FromUserName>{WeChatDesk.Li}</FromUserName><CreateTime>{sentAt}</CreateTime>"
            + $"<MsgType>text</MsgType><Content>{text}</Content><MsgId>{id}</MsgId></xml>", cancellation);
        await desk.WaitUntilIdleAsync();
        await using var db = desk.App.CreateDb();
        return await db.Tickets.OrderByDescending(t => t.Id).Select(t => t.Number).FirstAsync(cancellation);
    }

    private static (CycleState State, bool Unanswered, bool CallBack) StateOf(Ticket ticket) =>
        (ticket.LatestCycle.State, ticket.Unanswered, ticket.NeedsCallBack);
}
