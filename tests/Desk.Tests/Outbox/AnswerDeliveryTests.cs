using EcomCenter.Contracts;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Outbox;

public sealed class AnswerDeliveryTests
{
    private const long Aygul = 4201, Li = 4202;

    [Theory, CombinatorialProviders]
    public async Task Only_the_delivery_of_an_answer_meets_the_cycle(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        var number = await desk.ReceiveAsync(Aygul, "ئۈزۈمنى توردا قانداق ساتىمەن؟");
        desk.Telegram.FailNext(502, method: "sendMessage");
        await desk.AnswerAsync(number, "بىزگە كېلىڭ، ياردەم قىلىمىز.");
        await desk.WaitForAttemptsAsync(Aygul, 1);
        Assert.Equal(CycleState.Open, (await desk.TicketAsync(number)).CycleState);

        desk.Time.Advance(TimeSpan.FromSeconds(1));
        var ticket = await desk.WaitUntilAsync(number, DeliveryState.Sent);
        var cycle = ticket.LatestCycle;
        Assert.Equal((CycleState.Met, AnsweredVia.Chat, desk.Time.GetUtcNow()), (ticket.CycleState, cycle.Via, cycle.MetAt));
        Assert.Contains("بىزگە كېلىڭ، ياردەم قىلىمىز.", desk.Telegram.Sent[^1].Text, StringComparison.Ordinal);
    }

    [Theory, CombinatorialProviders]
    public async Task A_blocked_bot_leaves_the_cycle_open_until_a_call_reaches_the_person(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        var number = await desk.ReceiveAsync(Aygul, "快递还没有到");
        desk.Telegram.Block(Aygul);
        await Eventually.TrueAsync(async () => (await desk.TicketAsync(number)).Unreachable);
        await desk.AnswerAsync(number, "明天到。");

        var ticket = await desk.WaitUntilAsync(number, DeliveryState.Unreachable);
        Assert.Equal((CycleState.Open, true, true), (ticket.CycleState, ticket.Unanswered, ticket.Unreachable));
        desk.Time.Advance(TimeSpan.FromHours(1));
        await desk.CallAsync(number, "电话里说明了。");
        ticket = await desk.TicketAsync(number);
        Assert.Equal((CycleState.Met, AnsweredVia.Phone, false), (ticket.CycleState, ticket.LatestCycle.Via, ticket.Unreachable));
        Assert.Single(desk.Telegram.Calls, call => call.Status == 403);
    }

    [Fact]
    public async Task A_message_that_the_channel_rejects_is_sent_once_and_marked_as_failed()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Aygul, "快递还没有到");
        desk.Telegram.FailNext(400, method: "sendMessage");
        await desk.AnswerAsync(number, "明天到。");
        var ticket = await desk.WaitUntilAsync(number, DeliveryState.Failed);
        Assert.True(ticket.Unreachable);
        Assert.Equal(CycleState.Open, ticket.CycleState);
        Assert.Equal("400", (await desk.RowsAsync(ticket.Messages.Max(m => m.Id))).Single().LastError);
    }

    [Theory, CombinatorialProviders]
    public async Task A_long_answer_arrives_in_pieces_and_is_delivered_with_the_last(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        var number = await desk.ReceiveAsync(Aygul, "怎么开网店?");
        var text = string.Join('\n', Enumerable.Range(1, 1200).Select(i => $"第 {i} 步"));
        await desk.AnswerAsync(number, text);
        var ticket = await desk.WaitUntilAsync(number, DeliveryState.Sent);

        var pieces = desk.Telegram.Sent.Where(sent => sent.Chat == Aygul).Skip(1).ToList();
        Assert.InRange(pieces.Count, 3, 5);
        Assert.EndsWith(text, string.Join('\n', pieces.Select(piece => piece.Text)), StringComparison.Ordinal);
        Assert.Equal(CycleState.Met, ticket.CycleState);
    }

    [Fact]
    public async Task An_answer_whose_second_piece_is_rejected_has_failed_and_sends_no_more_pieces()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Aygul, "怎么开网店?");
        desk.Telegram.FailNext(502, method: "sendMessage");
        await desk.AnswerAsync(number, string.Join('\n', Enumerable.Range(1, 1200).Select(i => $"第 {i} 步")));
        await desk.WaitForAttemptsAsync(Aygul, 1);
        Assert.All((await desk.RowsAsync()).Where(row => row.MessageId is not null).Skip(1), row => Assert.Equal(0, row.Attempts));

        desk.Telegram.SlowDown(TimeSpan.FromMilliseconds(200));
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.Telegram.WaitForMessageAsync(Aygul, skip: 1);
        desk.Telegram.Block(Aygul);
        var ticket = await desk.WaitUntilAsync(number, DeliveryState.Unreachable);

        var rows = (await desk.RowsAsync()).Where(row => row.MessageId is not null).ToList();
        Assert.Equal(DeliveryState.Sent, rows[0].State);
        Assert.All(rows.Skip(1), row => Assert.Equal((DeliveryState.Unreachable, null), (row.State, row.NextAttemptAt)));
        Assert.Single(desk.Telegram.Calls, call => call.Status == 403);
        Assert.Equal(CycleState.Open, ticket.CycleState);
    }

    [Fact]
    public async Task One_chat_does_not_wait_for_another()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var (slow, quick) = (await desk.ReceiveAsync(Aygul, "ياخشىمۇسىز، سوئالىم بار"), await desk.ReceiveAsync(Li, "你好,我有问题"));
        desk.Telegram.FailNext(502, method: "sendMessage", delay: TimeSpan.FromSeconds(5));
        await desk.AnswerAsync(slow, "كۈتۈڭ");
        // Otherwise the answer to the other chat might meet the failure first.
        await Eventually.TrueAsync(() => Task.FromResult(desk.Telegram.Calls.Any(call => call.Status == 502)));
        await desk.AnswerAsync(quick, "您好");
        await desk.WaitUntilAsync(quick, DeliveryState.Sent);
        Assert.Equal(CycleState.Open, (await desk.TicketAsync(slow)).CycleState);
    }

    [Fact]
    public async Task A_later_message_never_overtakes_an_earlier_one()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Aygul, "怎么开网店?");
        desk.Telegram.FailNext(502, method: "sendMessage", times: 2);
        await desk.AnswerAsync(number, "第一");
        await desk.WaitForAttemptsAsync(Aygul, 1);
        await desk.AnswerAsync(number, "第二");
        desk.Time.Advance(TimeSpan.FromMilliseconds(1000));
        await desk.WaitForAttemptsAsync(Aygul, 2);
        Assert.Single(desk.Telegram.Sent, sent => sent.Chat == Aygul);

        desk.Time.Advance(TimeSpan.FromSeconds(2));
        await desk.WaitUntilAsync(number, DeliveryState.Sent);
        Assert.Equal(["第一", "第二"], desk.Telegram.Sent.Where(sent => sent.Chat == Aygul).Skip(1).Select(sent => sent.Text[^2..]));
    }

    [Fact]
    public async Task A_rejected_answer_needs_a_call_back_until_another_answer_is_delivered()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Aygul, "快递还没有到");
        desk.Telegram.FailNext(400, method: "sendMessage");
        await desk.AnswerAsync(number, "明天到。");
        Assert.Equal((true, true), CallBackState(await desk.WaitUntilAsync(number, DeliveryState.Failed)));
        await desk.AnswerAsync(number, "明天上午到。");
        Assert.Equal((false, false), CallBackState(await desk.WaitUntilAsync(number, DeliveryState.Sent)));
    }

    private static (bool CallBack, bool Unreachable) CallBackState(Ticket ticket) => (ticket.NeedsCallBack, ticket.Unreachable);
}
