using EcomCenter.Contracts;
using EcomCenter.Desk.Tests.Storage;
using EcomCenter.FakeBotApi;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Delivery;

public sealed class TroubleOnTheWay
{
    private const long Aygul = 4201, Li = 4202;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_bot_told_to_wait_waits_as_long_in_every_chat(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        var (first, second) = (await desk.HearAsync(Aygul, "ياخشىمۇسىز، سوئالىم بار"), await desk.HearAsync(Li, "你好,我有问题"));
        desk.Telegram.FailNext(429, retryAfter: 40, method: "sendMessage");
        await desk.AnswerAsync(first, "جاۋاب");
        var row = await desk.UntilTriedAsync(Aygul, 1);
        Assert.Equal(desk.Time.GetUtcNow().AddSeconds(40), row.NextAttemptAt);

        var calls = Sends(desk).Count;
        await desk.AnswerAsync(second, "答复");
        desk.Time.Advance(TimeSpan.FromSeconds(39));
        await Task.Delay(200, Cancellation);
        Assert.Equal(calls, Sends(desk).Count);
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        await desk.UntilAsync(first, DeliveryState.Sent);
        await desk.UntilAsync(second, DeliveryState.Sent);
    }

    [Fact]
    public async Task Pauses_grow_while_the_line_is_down_and_nothing_is_given_up()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.HearAsync(Aygul, "سوئالىم بار ئىدى");
        desk.Telegram.FailNext(502, method: "sendMessage", times: 12);
        await desk.AnswerAsync(number, "جاۋاب");
        for (var attempt = 1; attempt <= 12; attempt++)
        {
            var row = await desk.UntilTriedAsync(Aygul, attempt);
            var pause = row.NextAttemptAt!.Value - desk.Time.GetUtcNow();
            Assert.InRange(pause.TotalSeconds, Math.Min(300, Math.Pow(2, attempt - 1)) * 0.74, Math.Min(300, Math.Pow(2, attempt - 1)));
            desk.Time.Advance(pause);
        }

        Assert.Equal(CycleState.Met, (await desk.UntilAsync(number, DeliveryState.Sent)).CycleState);
    }

    [Fact]
    public async Task Without_a_token_messages_wait_untried_and_leave_when_there_is_one()
    {
        using var house = new Folder();
        await using var desk = await TelegramDesk.StartAsync(settings: [house.Setting]);
        var number = await desk.HearAsync(Aygul, "سوئالىم بار ئىدى");

        await desk.RestartAsync(house.Setting, ("Telegram:Token", ""));
        await desk.AnswerAsync(number, "جاۋاب");
        await Eventually.TrueAsync(async () => (await desk.RowsAsync())[^1] is { LastError: "off", SendingSince: null });
        desk.Time.Advance(TimeSpan.FromHours(1));
        await Task.Delay(100, Cancellation);
        Assert.Equal((DeliveryState.Queued, 0), ((await desk.RowsAsync())[^1].State, (await desk.RowsAsync())[^1].Attempts));

        await desk.RestartAsync(house.Setting);
        await desk.UntilAsync(number, DeliveryState.Sent);
    }

    [Fact]
    public async Task What_was_being_sent_when_the_program_died_is_sent_again_at_start()
    {
        using var house = new Folder();
        await using var desk = await TelegramDesk.StartAsync(settings: [house.Setting]);
        var number = await desk.HearAsync(Aygul, "سوئالىم بار ئىدى");
        await desk.AnswerAsync(number, "جاۋاب");
        var ticket = await desk.UntilAsync(number, DeliveryState.Sent);
        // As a program leaves it that dies between the sending and the marking.
        await using (var db = desk.App.Db())
        {
            var row = await db.Outbox.SingleAsync(o => o.MessageId != null, Cancellation);
            (row.State, row.SentAt, row.NextAttemptAt, row.SendingSince) = (DeliveryState.Queued, null, row.CreatedAt, desk.Time.GetUtcNow());
            await db.SaveChangesAsync(Cancellation);
        }

        await desk.RestartAsync(house.Setting);
        await desk.Telegram.WaitForAsync(Aygul, skip: 2);
        await Eventually.TrueAsync(async () => (await desk.RowsAsync()).TrueForAll(row => row.State is DeliveryState.Sent));
        Assert.Equal(3, desk.Telegram.Sent.Count);
        Assert.Equal(ticket.Version, (await desk.TicketAsync(number)).Version);
    }

    [Fact]
    public async Task A_send_that_was_begun_is_ended_and_kept_while_the_program_stops()
    {
        using var house = new Folder();
        await using var desk = await TelegramDesk.StartAsync(settings: [house.Setting]);
        var number = await desk.HearAsync(Aygul, "سوئالىم بار ئىدى");
        desk.Telegram.SlowDown(TimeSpan.FromMilliseconds(500));
        await desk.AnswerAsync(number, "جاۋاب");
        await Eventually.TrueAsync(async () => (await desk.RowsAsync()).Exists(row => row.SendingSince is not null));

        await desk.RestartAsync(house.Setting);
        Assert.Equal(DeliveryState.Sent, (await desk.UntilAsync(number, DeliveryState.Sent)).Messages.Last(m => m.Delivery is not null).Delivery);
        Assert.Equal(2, desk.Telegram.Sent.Count);
    }

    private static List<Call> Sends(TelegramDesk desk) => [.. desk.Telegram.Calls.Where(call => call.Method == "sendMessage")];
}
