using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EcomCenter.Desk.Tests.Clock;

public sealed class MissDuringDeliveryTests
{
    private const long Aygul = 4201;

    [Theory, CombinatorialProviders]
    public async Task An_answer_delayed_past_the_due_time_counts_as_missed_and_answered_late(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider, ManualClock.RemoveDeadlineJob);
        var number = await desk.ReceiveAsync(Aygul, "سوئالىم بار ئىدى");
        desk.Telegram.FailNext(429, retryAfter: 3600, method: "sendMessage");
        desk.Time.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        await desk.AnswerAsync(number, "جاۋاب");
        await desk.WaitForAttemptsAsync(Aygul, 1);
        desk.Time.Advance(TimeSpan.FromSeconds(31));

        await desk.App.SweepAsync();
        Assert.Equal(CycleState.Missed, (await desk.TicketAsync(number)).CycleState);
        desk.Time.Advance(TimeSpan.FromHours(1));
        var ticket = await desk.WaitUntilAsync(number, DeliveryState.Sent);
        Assert.Equal((CycleState.Missed, false), (ticket.CycleState, ticket.Unanswered));
        Assert.Equal(desk.Time.GetUtcNow(), ticket.LatestCycle.AnsweredLateAt);
        Assert.Single(await desk.App.EventsAsync("cycleMissed"));
    }

    [Fact]
    public async Task A_ticket_with_a_blocked_chat_is_missed_and_a_call_answers_it_late()
    {
        await using var desk = await TelegramDesk.StartAsync(Provider.Sqlite, ManualClock.RemoveDeadlineJob);
        var number = await desk.ReceiveAsync(Aygul, "سوئالىم بار ئىدى");
        desk.Telegram.Block(Aygul);
        await desk.AnswerAsync(number, "جاۋاب");
        await desk.WaitUntilAsync(number, DeliveryState.Unreachable);
        desk.Time.Advance(TimeSpan.FromHours(49));
        await desk.App.SweepAsync();
        Assert.Equal(CycleState.Missed, (await desk.TicketAsync(number)).CycleState);
        await desk.CallAsync(number, "تېلېفوندا چۈشەندۈردۈق");
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((CycleState.Missed, false, false), (ticket.CycleState, ticket.Unanswered, ticket.Unreachable));
    }

    [Theory, CombinatorialProviders]
    public async Task The_miss_waits_for_a_message_being_sent_and_the_time_of_acceptance_decides(Provider provider)
    {
        var line = new HeldChannel();
        await using var desk = await TelegramDesk.StartAsync(provider, line.Register);
        var number = await line.ReceiveMessageAsync(desk, Aygul);
        var due = (await desk.TicketAsync(number)).DueAt;
        desk.Time.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        await desk.AnswerAsync(number, "جاۋاب");
        await line.UntilSendingAsync();

        desk.Time.Advance(TimeSpan.FromSeconds(10));
        await desk.App.SweepAsync();
        Assert.Equal(CycleState.Open, (await desk.TicketAsync(number)).CycleState);
        line.Release(new SendResult.SendAccepted("1", due));
        var ticket = await desk.WaitUntilAsync(number, DeliveryState.Sent);
        Assert.Equal((CycleState.Met, due), (ticket.CycleState, ticket.LatestCycle.MetAt));
        Assert.Empty(await desk.App.EventsAsync("cycleMissed"));
    }

    [Fact]
    public async Task The_miss_waits_at_most_thirty_seconds_for_a_message_being_sent()
    {
        var line = new HeldChannel();
        await using var desk = await TelegramDesk.StartAsync(Provider.Sqlite, line.Register);
        var number = await line.ReceiveMessageAsync(desk, Aygul);
        desk.Time.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        await desk.AnswerAsync(number, "جاۋاب");
        await line.UntilSendingAsync();
        desk.Time.Advance(TimeSpan.FromSeconds(31));
        await desk.App.SweepAsync();
        Assert.Equal(CycleState.Missed, (await desk.TicketAsync(number)).CycleState);
        line.Release(new SendResult.SendAccepted("1", desk.Time.GetUtcNow()));
        Assert.Equal(CycleState.Missed, (await desk.WaitUntilAsync(number, DeliveryState.Sent)).CycleState);
    }

    [Fact]
    public async Task A_passed_promised_date_does_not_hasten_the_miss()
    {
        await using var desk = await TelegramDesk.StartAsync(Provider.Sqlite, ManualClock.RemoveDeadlineJob);
        var number = await desk.ReceiveAsync(Aygul, "سوئالىم بار ئىدى");
        await desk.AnswerAsync(number, "ئەتە كېلىمىز", AnswerKind.NextStep, desk.Time.GetUtcNow().AddHours(49).AddSeconds(5));
        await desk.WaitUntilAsync(number, DeliveryState.Sent);
        desk.Time.Advance(TimeSpan.FromHours(1));
        await desk.ReceiveAsync(Aygul, "پوچتا تېخى كەلمىدى");
        desk.Telegram.FailNext(429, retryAfter: 3600, method: "sendMessage");
        desk.Time.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        await desk.AnswerAsync(number, "جاۋاب");
        await desk.WaitForAttemptsAsync(Aygul, 1);

        desk.Time.Advance(TimeSpan.FromSeconds(10));
        for (var i = 0; i < 2; i++) await desk.App.SweepAsync();
        Assert.Single(await desk.App.EventsAsync("promisePassed"));
        Assert.Equal(CycleState.Open, (await desk.TicketAsync(number)).CycleState);
        desk.Time.Advance(TimeSpan.FromSeconds(30));
        await desk.App.SweepAsync();
        Assert.Equal(CycleState.Missed, (await desk.TicketAsync(number)).CycleState);
    }

    /// <summary>A channel that holds each message until the test releases it.</summary>
    private sealed class HeldChannel : IChatChannel
    {
        private readonly TaskCompletionSource _sending = new(), _receipt = new();
        private readonly TaskCompletionSource<SendResult> _released = new();
        private bool _hold;

        public ContactChannel Channel => ContactChannel.Telegram;

        public void Register(WebApplicationBuilder builder)
        {
            ManualClock.RemoveDeadlineJob(builder);
            builder.Services.RemoveAll<IChatChannel>().AddSingleton<IChatChannel>(this);
        }

        public async Task<TicketNumber> ReceiveMessageAsync(TelegramDesk desk, long chat)
        {
            desk.Telegram.SendText(chat, "سوئالىم بار ئىدى", sentAt: desk.Time.GetUtcNow());
            await _receipt.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            await Eventually.TrueAsync(async () => (await desk.RowsAsync()).TrueForAll(row => row.State is DeliveryState.Sent));
            _hold = true;
            await using var db = desk.App.CreateDb();
            return db.Tickets.Select(t => t.Number).Single();
        }

        public Task UntilSendingAsync() => _sending.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        public void Release(SendResult outcome) => _released.SetResult(outcome);

        public Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellation)
        {
            _receipt.TrySetResult();
            if (!_hold) return Task.FromResult<SendResult>(new SendResult.SendAccepted("0", TimeProvider.System.GetUtcNow()));
            _sending.TrySetResult();
            return _released.Task;
        }
    }
}
