using EcomCenter.Contracts;
using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace EcomCenter.Desk.Tests.Clock;

/// <summary>The deadline job in real time, without the sweep: the trigger for the next deadline alone has to notice these misses.</summary>
public sealed class DeadlineTimingTests
{
    [Theory, CombinatorialProviders]
    public async Task A_miss_is_recorded_at_once(Provider provider)
    {
        await using var desk = await StartWithoutSweepAsync(provider, [("Promise:Response", "00:00:05")]);
        var number = (await desk.OpenTicketAsync()).Number;
        await WaitUntilMissedAsync(desk, number);
    }

    [Fact]
    public async Task A_new_earlier_deadline_moves_the_trigger_forward()
    {
        await using var desk = await StartWithoutSweepAsync(Provider.Sqlite,
            [("Promise:Rules:0:Priority", "Urgent"), ("Promise:Rules:0:Response", "00:00:02")]);
        await desk.OpenTicketAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.OpenTicketAsync()));
        await WaitUntilMissedAsync(desk, (await desk.OpenTicketAsync(priority: Priority.Urgent)).Number);
    }

    [Fact]
    public async Task Deadlines_in_quick_succession_are_all_recorded()
    {
        await using var desk = await StartWithoutSweepAsync(Provider.Sqlite, [("Promise:Response", "00:00:02")]);
        for (var i = 0; i < 60; i++)
        {
            await desk.OpenTicketAsync();
            await Task.Delay(40, TestContext.Current.CancellationToken);
        }

        await Eventually.TrueAsync(async () => (await desk.EventsAsync("cycleMissed")).Count == 60);
    }

    [Fact]
    public async Task A_deadline_that_comes_while_the_program_stops_is_no_fault()
    {
        var log = new RecordingLogger(LogLevel.Warning);
        await using var desk = await DeskApp.StartAsync(adjust: builder => builder.Logging.AddProvider(log));
        await desk.OpenTicketAsync();
        var scheduler = await desk.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        await desk.StopAsync();
        await desk.Services.GetRequiredService<NextDeadlineTrigger>()
            .ScheduleNextAsync(scheduler, TimeProvider.System.GetUtcNow(), TestContext.Current.CancellationToken);
        Assert.Empty(log.Lines);
    }

    private static async Task<DeskApp> StartWithoutSweepAsync(Provider provider, IEnumerable<(string Key, string Value)> settings)
    {
        var desk = await DeskApp.StartAsync(provider, settings: settings);
        var scheduler = await desk.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        // The first sweep tells the trigger which scheduler it works with.
        await Eventually.TrueAsync(() => desk.Services.GetRequiredService<SweepStatus>().LastSweepAt is not null);
        Assert.True(await scheduler.UnscheduleJob(DeadlineJob.SweepTrigger, TestContext.Current.CancellationToken));
        return desk;
    }

    private static Task WaitUntilMissedAsync(DeskApp desk, TicketNumber number) =>
        Eventually.TrueAsync(async () => (await desk.TicketAsync(number)).CycleState is CycleState.Missed);
}
