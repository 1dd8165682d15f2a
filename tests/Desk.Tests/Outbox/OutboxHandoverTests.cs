using System.Data.Common;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Sqlite;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Outbox;

/// <summary>A message is claimed by the write that queues it, and sent without another write for the claim.</summary>
public sealed class OutboxHandoverTests
{
    private const long Aygul = 4201, Li = 4202;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task An_update_costs_three_writes_from_the_listener_to_the_receipt(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        await desk.ReceiveAsync(Aygul, "ياخشىمۇسىز، سوئالىم بار");
        var before = await WritesWhenIdleAsync(desk);
        await desk.ReceiveAsync(Li, "你好,我有问题");
        // Stored; submitted together with the receipt, the conversation state and the update's own row; marked sent.
        Assert.Equal(3, await WritesAfterAsync(desk, before, 3));

        await desk.ReceiveAsync(Li, "请快一点");
        Assert.Equal(6, await WritesAfterAsync(desk, before, 6));
    }

    [Theory, CombinatorialProviders]
    public async Task An_answer_costs_two_writes(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        var number = await desk.ReceiveAsync(Aygul, "ياخشىمۇسىز، سوئالىم بار");
        var before = await WritesWhenIdleAsync(desk);
        await desk.AnswerAsync(number, "جاۋاب");
        await desk.WaitUntilAsync(number, DeliveryState.Sent);
        Assert.Equal(2, desk.App.Writer.WrittenCommands - before);
    }

    [Fact]
    public async Task More_messages_than_can_wait_in_memory_are_sent_once_and_in_the_order_of_each_chat()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var numbers = await ReceiveFromAsync(desk, Enumerable.Range(1, 40).Select(i => (long)i));
        desk.Telegram.SlowDown(TimeSpan.FromMilliseconds(20));
        for (var i = 1; i <= 3; i++) await Task.WhenAll(numbers.Select(number => desk.AnswerAsync(number, $"答复 {i}")));

        await WaitUntilAllSentAsync(desk);
        foreach (var chat in desk.Telegram.Sent.GroupBy(sent => sent.Chat))
            Assert.Equal(["答复 1", "答复 2", "答复 3"], chat.Skip(1).Select(sent => sent.Text[^4..]));
        Assert.All(await desk.RowsAsync(), row => Assert.Equal(1, row.Attempts));
    }

    [Fact]
    public async Task Messages_that_still_wait_in_memory_at_a_stop_are_left_in_the_outbox_unclaimed()
    {
        using var folder = new TestDataDirectory();
        await using var desk = await TelegramDesk.StartAsync(settings: [folder.Setting]);
        var numbers = await ReceiveFromAsync(desk, Enumerable.Range(1, 14).Select(i => (long)i));
        desk.Telegram.SlowDown(TimeSpan.FromSeconds(1));
        await Task.WhenAll(numbers.Select(number => desk.AnswerAsync(number, "答复")));
        await desk.App.StopAsync();

        var rows = (await desk.RowsAsync()).Where(row => row.MessageId is not null).ToList();
        Assert.Contains(rows, row => row.State is DeliveryState.Queued);
        Assert.All(rows, row => Assert.Null(row.SendingSince));
        desk.Telegram.SlowDown(TimeSpan.Zero);
        await desk.RestartAsync(folder.Setting);
        await WaitUntilAllSentAsync(desk);
        Assert.Equal(28, desk.Telegram.Sent.Count);
    }

    [Fact]
    public async Task Messages_that_wait_in_memory_are_not_sent_while_their_bot_must_wait()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var numbers = await ReceiveFromAsync(desk, Enumerable.Range(1, 14).Select(i => (long)i));
        desk.Telegram.FailNext(429, retryAfter: 40, method: "sendMessage", times: 8, delay: TimeSpan.FromMilliseconds(300));
        var calls = SendCalls(desk);
        await Task.WhenAll(numbers.Select(number => desk.AnswerAsync(number, "答复")));
        await Eventually.TrueAsync(async () => (await desk.RowsAsync()).TrueForAll(row => row.SendingSince is null));
        Assert.Equal(calls + 8, SendCalls(desk));

        desk.Time.Advance(TimeSpan.FromSeconds(40));
        await WaitUntilAllSentAsync(desk);
    }

    [Fact]
    public async Task A_clock_that_leaps_ahead_during_a_send_neither_repeats_the_message_nor_keeps_the_next_one_waiting()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Li, "你好,我有问题");
        desk.Telegram.SlowDown(TimeSpan.FromSeconds(1));
        await desk.AnswerAsync(number, "答复 1");
        await Eventually.TrueAsync(async () => (await desk.RowsAsync()).Exists(row => row.SendingSince is not null));
        desk.Time.Advance(TimeSpan.FromHours(3));
        await desk.AnswerAsync(number, "答复 2");
        await WaitUntilAllSentAsync(desk);
        await desk.AnswerAsync(number, "答复 3");
        await WaitUntilAllSentAsync(desk);
        Assert.Equal(["答复 1", "答复 2", "答复 3"], desk.Telegram.Sent.Skip(1).Select(sent => sent.Text[^4..]));
    }

    [Fact]
    public async Task A_clock_that_leaps_ahead_before_a_claimed_message_is_handed_over_does_not_repeat_it()
    {
        var reading = new SlowOutboxReading();
        await using var desk = await TelegramDesk.StartAsync(adjust: builder =>
            builder.Services.ConfigureDbContext<SqliteDeskDb>(options => options.AddInterceptors(reading)));
        var number = await desk.ReceiveAsync(Li, "你好,我有问题");
        await WritesWhenIdleAsync(desk);
        await desk.App.Writer.WriteAsync(unit =>
        {
            // After the commit, before the answer of the same write is handed over.
            unit.AfterCommit(() =>
            {
                reading.HoldNext();
                desk.Time.Advance(TimeSpan.FromHours(3));
                SpinWait.SpinUntil(() => reading.IsHeld.IsCompleted, TimeSpan.FromSeconds(20));
                reading.Release();
            });
            return desk.Actions.AnswerAsync(unit, new(number, TelegramDesk.Clerk), new("答复 1", AnswerKind.Answer, null), Cancellation);
        }, Cancellation);
        await WaitUntilAllSentAsync(desk);
        await desk.AnswerAsync(number, "答复 2");
        await WaitUntilAllSentAsync(desk);
        Assert.Equal(["答复 1", "答复 2"], desk.Telegram.Sent.Skip(1).Select(sent => sent.Text[^4..]));
    }

    [Fact]
    public async Task A_message_that_is_queued_while_a_sweep_reads_the_outbox_is_sent_without_waiting_for_the_regular_sweep()
    {
        var reading = new SlowOutboxReading();
        await using var desk = await TelegramDesk.StartAsync(adjust: builder =>
            builder.Services.ConfigureDbContext<SqliteDeskDb>(options => options.AddInterceptors(reading)));
        var number = await desk.ReceiveAsync(Li, "你好,我有问题");
        await WritesWhenIdleAsync(desk);
        reading.HoldNext();
        desk.Time.Advance(TimeSpan.FromSeconds(15));
        await reading.IsHeld.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        // While more messages wait than there is room for, a new one is left to the sweeps.
        desk.App.Services.GetRequiredService<OutboxHandover>().HasBacklog = true;
        await desk.AnswerAsync(number, "答复");
        reading.Release();
        await WaitUntilAllSentAsync(desk);
    }

    /// <summary>The mark as sent comes a moment after the message.</summary>
    private static async Task<long> WritesAfterAsync(TelegramDesk desk, long before, int expected)
    {
        await Eventually.TrueAsync(() => Task.FromResult(desk.App.Writer.WrittenCommands - before >= expected));
        return desk.App.Writer.WrittenCommands - before;
    }

    /// <summary>
    /// The number of writes after those of the start: leases, channel states. The clock stands still, so no others come by themselves.
    /// </summary>
    private static async Task<long> WritesWhenIdleAsync(TelegramDesk desk)
    {
        var writes = -1L;
        while (writes != desk.App.Writer.WrittenCommands)
        {
            writes = desk.App.Writer.WrittenCommands;
            await Task.Delay(1_000, Cancellation);
        }

        return writes;
    }

    private static async Task<List<TicketNumber>> ReceiveFromAsync(TelegramDesk desk, IEnumerable<long> chats)
    {
        var numbers = new List<TicketNumber>();
        foreach (var chat in chats) numbers.Add(await desk.ReceiveAsync(chat, $"第 {chat} 位居民的问题"));
        return numbers;
    }

    private static Task WaitUntilAllSentAsync(TelegramDesk desk) =>
        Eventually.TrueAsync(async () => (await desk.RowsAsync()).TrueForAll(row => row.State is DeliveryState.Sent), 60);

    private static int SendCalls(TelegramDesk desk) => desk.Telegram.Calls.Count(call => call.Method == "sendMessage");

    /// <summary>Holds a sweep after it has read the outbox, until it is released.</summary>
    private sealed class SlowOutboxReading : DbCommandInterceptor
    {
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _isWanted;

        public Task IsHeld => _held.Task;

        public void HoldNext() => _isWanted = true;

        public void Release() => _released.SetResult();

        public override async ValueTask<InterceptionResult> DataReaderClosingAsync(
            DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
        {
            // Only the sweep asks for a row before which no other of its chat waits.
            if (_isWanted && command.CommandText.Contains("FROM \"outbox\"", StringComparison.Ordinal)
                && command.CommandText.Contains("NOT EXISTS", StringComparison.Ordinal))
            {
                _isWanted = false;
                _held.TrySetResult();
                await _released.Task;
            }

            return result;
        }
    }
}
