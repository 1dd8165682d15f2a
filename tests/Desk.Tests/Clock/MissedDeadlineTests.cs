using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Tests.Clock;

public sealed class MissedDeadlineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task An_unanswered_ticket_is_missed_once_at_its_due_time(Provider provider)
    {
        var time = ManualClock.CreateTime();
        await using var desk = await ManualClock.StartAsync(provider, time);
        var number = (await desk.OpenTicketAsync()).Number;
        time.Advance(TimeSpan.FromHours(48) - TimeSpan.FromMilliseconds(1));
        await desk.SweepAsync();
        Assert.Equal(CycleState.Open, (await desk.TicketAsync(number)).CycleState);

        time.Advance(TimeSpan.FromMilliseconds(1));
        for (var i = 0; i < 3; i++) await desk.SweepAsync();
        var ticket = await desk.TicketAsync(number);
        // The warnings until then are one event, the miss is another.
        Assert.Equal((CycleState.Missed, true, 3), (ticket.CycleState, ticket.Unanswered, ticket.Version));
        Assert.Equal(ticket.LatestCycle.DueAt, ticket.LatestCycle.NoticedAt);
        Assert.Single(await desk.EventsAsync("cycleMissed"));
        await using var db = desk.CreateDb();
        var escalation = await db.RaisedEscalations.SingleAsync(level => level.Level == PlannedLevel.Missed, Cancellation);
        Assert.Equal((ticket.LatestCycle.DueAt, ticket.LatestCycle.DueAt), (escalation.DueAt, escalation.NoticedAt));
        Assert.Equal(time.GetUtcNow(), desk.Services.GetRequiredService<SweepStatus>().LastSweepAt);
    }

    [Fact]
    public async Task A_deadline_that_passed_while_the_program_was_down_is_noticed_at_start()
    {
        using var directory = new TestDataDirectory();
        var time = ManualClock.CreateTime();
        TicketNumber number;
        await using (var before = await ManualClock.StartAsync(Provider.Sqlite, time, directory.Setting))
            number = (await before.OpenTicketAsync()).Number;
        time.Advance(TimeSpan.FromHours(51));

        // The deadline job runs here, and it sweeps at start.
        await using var desk = await DeskApp.StartAsync(time: time, settings: [directory.Setting]);
        await Eventually.TrueAsync(async () => (await desk.TicketAsync(number)).CycleState is CycleState.Missed);
        var cycle = (await desk.TicketAsync(number)).LatestCycle;
        Assert.Equal((time.GetUtcNow().AddHours(-3), time.GetUtcNow()), (cycle.DueAt, cycle.NoticedAt));
        Assert.Single(await desk.EventsAsync("cycleMissed"));
    }

    [Theory, CombinatorialProviders]
    public async Task A_thousand_misses_are_recorded_once_each_by_concurrent_sweeps(Provider provider)
    {
        var time = ManualClock.CreateTime();
        await using var desk = await ManualClock.StartAsync(provider, time);
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => desk.OpenTicketAsync()));
        time.Advance(TimeSpan.FromHours(49));
        await desk.SweepAsync();
        Assert.Equal(1000, (await desk.EventsAsync("cycleMissed")).Select(e => e.TicketId).Distinct().Count());

        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => desk.OpenTicketAsync()));
        time.Advance(TimeSpan.FromHours(49));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.SweepAsync()));
        Assert.Equal(2000, (await desk.EventsAsync("cycleMissed")).Count);
    }

    [Fact]
    public async Task Two_nodes_record_a_miss_once()
    {
        var time = ManualClock.CreateTime();
        await using var desk = await ManualClock.StartAsync(Provider.Postgres, time);
        var database = desk.Services.GetRequiredService<IConfiguration>().GetConnectionString("Postgres")!;
        await using var other = await ManualClock.StartAsync(
            Provider.Postgres, time, ("ConnectionStrings:Postgres", database), ("Bots:Hosted", "false"));
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => desk.OpenTicketAsync()));
        time.Advance(TimeSpan.FromHours(49));
        await Task.WhenAll(desk.SweepAsync(), other.SweepAsync(), desk.SweepAsync(), other.SweepAsync());
        Assert.Equal(200, (await desk.EventsAsync("cycleMissed")).Count);
        await using var db = desk.CreateDb();
        Assert.Equal(200, await db.RaisedEscalations.CountAsync(level => level.Level == PlannedLevel.Missed, Cancellation));
    }

    [Theory]
    [InlineData("00:00:00.5")]
    [InlineData("-00:01:00")]
    [InlineData("soon")]
    public async Task An_invalid_response_time_stops_the_start_and_names_the_setting(string length)
    {
        var stopped = await Assert.ThrowsAnyAsync<Exception>(() => DeskApp.StartAsync(settings: [("Promise:Response", length)]));
        Assert.Contains("Promise:Response", stopped.Message, StringComparison.Ordinal);
        Assert.True(stopped is OptionsValidationException or InvalidOperationException, stopped.GetType().Name);
    }
}
