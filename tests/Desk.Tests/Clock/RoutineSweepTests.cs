using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Clock;

public sealed class RoutineSweepTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_resolved_ticket_is_closed_after_fifteen_days(Provider provider)
    {
        var time = ManualClock.CreateTime();
        await using var desk = await ManualClock.StartAsync(provider, time);
        var number = (await desk.OpenTicketAsync()).Number;
        var actions = desk.Services.GetRequiredService<TicketActions>();
        await desk.Writer.WriteAsync(
            async unit => await actions.AnswerAsync(unit, new(number, TelegramDesk.Clerk), new("这样办。"), Cancellation));
        await desk.Writer.WriteAsync(
            async unit => await actions.ResolveAsync(unit, new(number, TelegramDesk.Clerk), null, Cancellation));

        time.Advance(TimeSpan.FromDays(15));
        await desk.SweepAsync();
        Assert.Equal(TicketStatus.Resolved, (await desk.TicketAsync(number)).Status);
        time.Advance(TimeSpan.FromSeconds(1));
        await desk.SweepAsync();
        await desk.SweepAsync();
        Assert.Equal(TicketStatus.Closed, (await desk.TicketAsync(number)).Status);
        Assert.Equal(Author.System.ToString(), Assert.Single(await desk.EventsAsync("ticketClosed")).By);
    }

    [Theory, CombinatorialProviders]
    public async Task A_passed_promised_date_is_recorded_once(Provider provider)
    {
        var time = ManualClock.CreateTime();
        await using var desk = await ManualClock.StartAsync(provider, time);
        var number = (await desk.OpenTicketAsync()).Number;
        var actions = desk.Services.GetRequiredService<TicketActions>();
        var date = time.GetUtcNow().AddDays(3);
        await desk.Writer.WriteAsync(async unit => await actions.AnswerAsync(
            unit, new(number, TelegramDesk.Clerk), new("三天内上门。", AnswerKind.NextStep, date), Cancellation));
        time.Advance(TimeSpan.FromDays(3));
        await desk.SweepAsync();
        await desk.SweepAsync();
        Assert.Single(await desk.EventsAsync("promisePassed"));
        Assert.Empty(await desk.EventsAsync("cycleMissed"));
        Assert.Equal(date, (await desk.TicketAsync(number)).RunningPromisedDate!.PassedAt);
    }

    [Theory, CombinatorialProviders]
    public async Task Idempotency_keys_are_kept_a_week_and_inbox_updates_ninety_days(Provider provider)
    {
        var time = ManualClock.CreateTime();
        await using var desk = await ManualClock.StartAsync(provider, time);
        var now = time.GetUtcNow();
        await desk.Writer.WriteAsync(unit =>
        {
            for (var i = 0; i < 1200; i++) unit.Add(CreateIdempotencyRow($"old{i}", now.AddDays(-7).AddMilliseconds(-1 - (i / 3))));
            unit.Add(CreateIdempotencyRow("new", now.AddDays(-7)));
            (string, DateTimeOffset?)[] updates =
                [("old", now.AddDays(-91)), ("waiting", null), ("old too", now.AddDays(-90.5)), ("new", now.AddDays(-90))];
            foreach (var (id, done) in updates)
                unit.Add(new InboxRow
                {
                    Id = unit.NewId(), Channel = ContactChannel.Telegram, Bot = "1", UpdateId = id, Raw = "{}",
                    ReceivedAt = now.AddDays(-100), DoneAt = done,
                });
            return Task.CompletedTask;
        }, Cancellation);

        await desk.SweepAsync();
        await using var db = desk.CreateDb();
        Assert.Equal("new", (await db.Idempotency.SingleAsync(Cancellation)).Key);
        Assert.Equal(["waiting", "new"], await db.Inbox.OrderBy(i => i.Id).Select(i => i.UpdateId).ToListAsync(Cancellation));
    }

    private static IdempotencyRow CreateIdempotencyRow(string key, DateTimeOffset at) =>
        new()
        {
            Caller = "service:county", Route = "tickets", Key = key, BodyHash = "", Status = 201, Headers = "", Body = "", CreatedAt = at,
        };
}
