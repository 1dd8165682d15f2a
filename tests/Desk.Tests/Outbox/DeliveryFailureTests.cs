using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using EcomCenter.FakeBotApi;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Outbox;

public sealed class DeliveryFailureTests
{
    private const long Aygul = 4201, Li = 4202;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_bot_that_is_told_to_wait_pauses_in_every_chat(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        var (first, second) = (await desk.ReceiveAsync(Aygul, "ياخشىمۇسىز، سوئالىم بار"), await desk.ReceiveAsync(Li, "你好,我有问题"));
        desk.Telegram.FailNext(429, retryAfter: 40, method: "sendMessage");
        await desk.AnswerAsync(first, "جاۋاب");
        var row = await desk.WaitForAttemptsAsync(Aygul, 1);
        Assert.Equal(desk.Time.GetUtcNow().AddSeconds(40), row.NextAttemptAt);

        var calls = Sends(desk).Count;
        await desk.AnswerAsync(second, "答复");
        desk.Time.Advance(TimeSpan.FromSeconds(39));
        await Task.Delay(200, Cancellation);
        Assert.Equal(calls, Sends(desk).Count);
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.WaitUntilAsync(first, DeliveryState.Sent);
        await desk.WaitUntilAsync(second, DeliveryState.Sent);
    }

    [Fact]
    public async Task Retry_delays_grow_while_the_connection_is_down_and_no_message_is_given_up()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Aygul, "سوئالىم بار ئىدى");
        desk.Telegram.FailNext(502, method: "sendMessage", times: 12);
        await desk.AnswerAsync(number, "جاۋاب");
        for (var attempt = 1; attempt <= 12; attempt++)
        {
            var row = await desk.WaitForAttemptsAsync(Aygul, attempt);
            var pause = row.NextAttemptAt!.Value - desk.Time.GetUtcNow();
            Assert.InRange(pause.TotalSeconds, Math.Min(300, Math.Pow(2, attempt - 1)) * 0.74, Math.Min(300, Math.Pow(2, attempt - 1)));
            desk.Time.Advance(pause);
        }

        Assert.Equal(CycleState.Met, (await desk.WaitUntilAsync(number, DeliveryState.Sent)).CycleState);
    }

    [Fact]
    public async Task Without_a_token_messages_wait_without_attempts_and_are_sent_when_one_is_set()
    {
        using var folder = new TestDataDirectory();
        await using var desk = await TelegramDesk.StartAsync(settings: [folder.Setting]);
        var number = await desk.ReceiveAsync(Aygul, "سوئالىم بار ئىدى");

        await desk.RestartAsync(folder.Setting, ("Telegram:Token", ""));
        await desk.AnswerAsync(number, "جاۋاب");
        await Eventually.TrueAsync(async () => (await desk.RowsAsync())[^1] is { LastError: "off", SendingSince: null });
        desk.Time.Advance(TimeSpan.FromHours(1));
        await Task.Delay(100, Cancellation);
        Assert.Equal((DeliveryState.Queued, 0), ((await desk.RowsAsync())[^1].State, (await desk.RowsAsync())[^1].Attempts));

        await desk.RestartAsync(folder.Setting);
        await desk.WaitUntilAsync(number, DeliveryState.Sent);
    }

    [Fact]
    public async Task A_message_in_flight_at_a_crash_is_sent_again_at_the_next_start()
    {
        using var folder = new TestDataDirectory();
        await using var desk = await TelegramDesk.StartAsync(settings: [folder.Setting]);
        var number = await desk.ReceiveAsync(Aygul, "سوئالىم بار ئىدى");
        await desk.AnswerAsync(number, "جاۋاب");
        var ticket = await desk.WaitUntilAsync(number, DeliveryState.Sent);
        // The state after a crash between sending the message and recording the result.
        await using (var db = desk.App.CreateDb())
        {
            var row = await db.Outbox.SingleAsync(o => o.MessageId != null, Cancellation);
            (row.State, row.SentAt) = (DeliveryState.Queued, null);
            (row.NextAttemptAt, row.SendingSince) = (row.CreatedAt, desk.Time.GetUtcNow());
            await db.SaveChangesAsync(Cancellation);
        }

        await desk.RestartAsync(folder.Setting);
        await desk.Telegram.WaitForMessageAsync(Aygul, skip: 2);
        await Eventually.TrueAsync(async () => (await desk.RowsAsync()).TrueForAll(row => row.State is DeliveryState.Sent));
        Assert.Equal(3, desk.Telegram.Sent.Count);
        Assert.Equal(ticket.Version, (await desk.TicketAsync(number)).Version);
    }

    [Fact]
    public async Task A_send_that_has_begun_is_completed_and_recorded_while_the_program_stops()
    {
        using var folder = new TestDataDirectory();
        await using var desk = await TelegramDesk.StartAsync(settings: [folder.Setting]);
        var number = await desk.ReceiveAsync(Aygul, "سوئالىم بار ئىدى");
        desk.Telegram.SlowDown(TimeSpan.FromMilliseconds(500));
        await desk.AnswerAsync(number, "جاۋاب");
        await Eventually.TrueAsync(async () => (await desk.RowsAsync()).Exists(row => row.SendingSince is not null));

        await desk.RestartAsync(folder.Setting);
        var ticket = await desk.WaitUntilAsync(number, DeliveryState.Sent);
        Assert.Equal(DeliveryState.Sent, ticket.Messages.Last(m => m.Delivery is not null).Delivery);
        Assert.Equal(2, desk.Telegram.Sent.Count);
    }

    private static List<BotApiCall> Sends(TelegramDesk desk) => [.. desk.Telegram.Calls.Where(call => call.Method == "sendMessage")];
}
