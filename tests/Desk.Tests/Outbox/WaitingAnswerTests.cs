using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Tests.Bots;
using EcomCenter.Desk.Tests.Bots.WeChat;
using EcomCenter.Desk.Tests.Bots.WeCom;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Outbox;

/// <summary>Answers that could not be delivered go out when their resident is back: oldest first, each once.</summary>
public sealed class WaitingAnswerTests
{
    private const long Aygul = 4201;

    [Theory, CombinatorialProviders]
    public async Task Telegram_gets_what_waited_oldest_first_before_the_receipt_of_the_new_words(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        var number = await AnswerBlockedAsync(desk, "第一", "第二");
        Assert.DoesNotContain(desk.Telegram.Sent, IsAnswer);

        desk.Telegram.Unblock(Aygul);
        desk.Telegram.SendText(Aygul, "还在吗,快递坏了能退吗?", sentAt: desk.Time.GetUtcNow());
        var ticket = await WaitUntilArrivedAsync(desk, number);
        await desk.Telegram.WaitForMessageAsync(Aygul, skip: 3);
        Assert.Equal(["第一", "第二"], desk.Telegram.Sent.Skip(1).Take(2).Select(sent => sent.Text[^2..]));
        Assert.Equal((2, false, false), (desk.Telegram.Sent.Count(IsAnswer), ticket.NeedsCallBack, ticket.Unreachable));
        Assert.Equal([CycleState.Met, CycleState.Open], ticket.Cycles.OrderBy(c => c.Ordinal).Select(c => c.State));
    }

    [Theory, CombinatorialProviders]
    public async Task Unblocking_alone_is_enough_and_nothing_is_sent_twice(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        var number = await AnswerBlockedAsync(desk, "明天到。");
        desk.Telegram.Unblock(Aygul);
        await WaitUntilArrivedAsync(desk, number);
        desk.Telegram.Block(Aygul);
        desk.Telegram.Unblock(Aygul);
        await desk.ReceiveAsync(Aygul, "知道了,还有一个问题");
        Assert.Single(desk.Telegram.Sent, IsAnswer);
    }

    [Theory, InlineData("快递还没有到"), InlineData("快递昨天还没有到")]
    public async Task An_edit_shows_that_the_resident_is_back_whether_or_not_it_changes_a_word(string words)
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await AnswerBlockedAsync(desk, "明天到。");
        await using var db = desk.App.CreateDb();
        var message = (await db.IntakeIds.SingleAsync(TestContext.Current.CancellationToken)).ExternalId.Split(':')[1];
        desk.Telegram.UnblockInSilence(Aygul);
        desk.Telegram.Edit(Aygul, int.Parse(message, CultureInfo.InvariantCulture), words);
        Assert.False((await WaitUntilArrivedAsync(desk, number)).NeedsCallBack);
        Assert.Single(desk.Telegram.Sent, IsAnswer);
    }

    [Fact]
    public async Task A_write_that_fails_plans_nothing_and_its_repetition_sends_once()
    {
        using var folder = new TestDataDirectory();
        await using var desk = await TelegramDesk.StartAsync(settings: [folder.Setting]);
        var number = await AnswerBlockedAsync(desk, "明天到。");
        await using (await BrokenTable.BreakAsync(desk.App, "ticket_events"))
        {
            desk.Telegram.Unblock(Aygul);
            await Eventually.TrueAsync(() =>
            {
                using var db = desk.App.CreateDb();
                return db.Inbox.Any(update => update.Attempts > 0 && update.DoneAt == null);
            });
            Assert.DoesNotContain(desk.Telegram.Sent, IsAnswer);
            Assert.DoesNotContain(await desk.RowsAsync(), row => row.State is DeliveryState.Queued);
        }

        await desk.RestartAsync(TimeSpan.FromMinutes(1), folder.Setting);
        await WaitUntilArrivedAsync(desk, number);
        await Eventually.TrueAsync(async () => !(await desk.RowsAsync()).Exists(row => row.State is DeliveryState.Queued));
        Assert.Single(desk.Telegram.Sent, IsAnswer);
    }

    [Fact]
    public async Task Pieces_that_arrived_are_not_repeated()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Aygul, "怎么开网店?");
        desk.Telegram.SlowDown(TimeSpan.FromMilliseconds(200));
        await desk.AnswerAsync(number, string.Join('\n', Enumerable.Range(1, 1200).Select(i => $"第 {i} 步")));
        await desk.Telegram.WaitForMessageAsync(Aygul, skip: 1);
        desk.Telegram.Block(Aygul);
        await desk.WaitUntilAsync(number, DeliveryState.Unreachable);
        desk.Telegram.Unblock(Aygul);
        var ticket = await WaitUntilArrivedAsync(desk, number);
        var lines = string.Join('\n', desk.Telegram.Sent.Where(IsAnswer).Select(sent => sent.Text)).Split('\n');
        Assert.Equal(Enumerable.Range(1, 1200).Select(i => $"第 {i} 步"), lines.Where(line => line.StartsWith('第')));
        Assert.Equal(CycleState.Met, ticket.CycleState);
    }

    [Fact]
    public async Task What_was_told_on_a_call_is_not_sent()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await AnswerBlockedAsync(desk, "明天到。");
        await desk.CallAsync(number, "电话里说明了。");
        desk.Telegram.Unblock(Aygul);
        await desk.ReceiveAsync(Aygul, "好的,还有一个问题");
        Assert.DoesNotContain(desk.Telegram.Sent, IsAnswer);
    }

    [Theory, CombinatorialProviders]
    public async Task WeChat_gets_what_waited_when_a_message_opens_the_window(Provider provider)
    {
        await using var desk = await WeChatDesk.StartAsync(provider: provider);
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        desk.Time.Advance(TimeSpan.FromHours(48));
        await desk.AnswerAsync(number, "第一", mayWait: true);
        await desk.AnswerAsync(number, "第二", mayWait: true);
        Assert.Equal((1, true), (desk.SentTo(WeChatDesk.Li), (await desk.TicketAsync(number)).NeedsCallBack));

        await desk.SendTextAsync(WeChatDesk.Li, "有消息吗？");
        await desk.WaitUntilIdleAsync();
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((false, false), (ticket.NeedsCallBack, ticket.Unreachable));
        Assert.Equal(["第一", "第二"], desk.WeChat.Sent.Skip(1).Take(2).Select(sent => sent.Text[^2..]));
        Assert.Equal((4, 2), (desk.SentTo(WeChatDesk.Li), (await desk.WindowAsync(WeChatDesk.Li))!.MessagesLeft));
    }

    [Fact]
    public async Task What_the_window_does_not_take_stays_on_the_call_back_list_until_the_next_one()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        desk.Time.Advance(TimeSpan.FromHours(48));
        for (var i = 1; i <= 6; i++) await desk.AnswerAsync(number, $"答{i}", mayWait: true);

        await desk.SendTextAsync(WeChatDesk.Li, "有消息吗？");
        await desk.WaitUntilIdleAsync();
        Assert.Equal(["答1", "答2", "答3", "答4"], Answers());
        Assert.Equal((true, 1),
            ((await desk.TicketAsync(number)).NeedsCallBack, (await desk.WindowAsync(WeChatDesk.Li))!.MessagesLeft));

        await desk.SendTextAsync(WeChatDesk.Li, "还有吗？");
        await desk.WaitUntilIdleAsync();
        Assert.Equal(["答1", "答2", "答3", "答4", "答5", "答6"], Answers());
        Assert.False((await desk.TicketAsync(number)).NeedsCallBack);

        IEnumerable<string> Answers() => desk.WeChat.Sent.Select(sent => sent.Text).Where(text => text.Contains('答')
            && char.IsAsciiDigit(text[^1]) && text[^2] == '答').Select(text => text[^2..]);
    }

    [Theory, CombinatorialProviders]
    public async Task WeCom_gets_what_waited_when_a_message_opens_the_window(Provider provider)
    {
        await using var desk = await WeComDesk.StartAsync(provider);
        var number = await desk.SendTextAsync(WeComDesk.Li, "我的网店怎么开？");
        desk.Time.Advance(TimeSpan.FromHours(48));
        await desk.AnswerAsync(number, "第一", mayWait: true);
        Assert.Equal((1, true), (desk.SentTo(WeComDesk.Li), (await desk.TicketAsync(number)).NeedsCallBack));

        await desk.SendTextAsync(WeComDesk.Li, "有消息吗？");
        await desk.WaitUntilIdleAsync();
        Assert.Equal("第一", desk.WeCom.Sent[1].Text[^2..]);
        Assert.Equal((3, false), (desk.SentTo(WeComDesk.Li), (await desk.TicketAsync(number)).NeedsCallBack));
    }

    private static async Task<TicketNumber> AnswerBlockedAsync(TelegramDesk desk, params IEnumerable<string> answers)
    {
        var number = await desk.ReceiveAsync(Aygul, "快递还没有到");
        desk.Telegram.Block(Aygul);
        await Eventually.TrueAsync(async () => (await desk.TicketAsync(number)).Unreachable);
        foreach (var answer in answers)
        {
            await desk.AnswerAsync(number, answer);
            Assert.True((await desk.WaitUntilAsync(number, DeliveryState.Unreachable)).NeedsCallBack);
        }

        return number;
    }

    /// <summary>Waits until every answer of the ticket has arrived.</summary>
    private static async Task<Ticket> WaitUntilArrivedAsync(TelegramDesk desk, TicketNumber number)
    {
        await Eventually.TrueAsync(async () =>
            (await desk.TicketAsync(number)).Messages.All(message => message.Delivery is null or DeliveryState.Sent));
        return await desk.TicketAsync(number);
    }

    private static bool IsAnswer(FakeBotApi.SentMessage sent) => sent.Chat == Aygul
        && (sent.Text.Contains("明天到", StringComparison.Ordinal) || sent.Text.Contains('第'));
}
