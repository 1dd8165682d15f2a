using EcomCenter.Contracts;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Clock;

/// <summary>
/// The deadline job in real time. Sweeps run only at start and every 15 seconds,
/// so it is the trigger for the next deadline that has to notice these misses.
/// </summary>
public sealed class DeadlineTimingTests
{
    [Theory, CombinatorialProviders]
    public async Task A_miss_is_recorded_at_once(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider, settings: [("Promise:Response", "00:00:05")]);
        var number = (await desk.OpenTicketAsync()).Number;
        await Eventually.TrueAsync(async () => (await desk.TicketAsync(number)).CycleState is CycleState.Missed);
        AssertPrompt(await desk.TicketAsync(number));
    }

    [Fact]
    public async Task A_new_earlier_deadline_moves_the_trigger_forward()
    {
        await using var desk = await DeskApp.StartAsync(settings:
            [("Promise:Rules:0:Priority", "Urgent"), ("Promise:Rules:0:Response", "00:00:02")]);
        await desk.OpenTicketAsync();
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.OpenTicketAsync()));
        var urgent = (await desk.OpenTicketAsync(priority: Priority.Urgent)).Number;
        await Eventually.TrueAsync(async () => (await desk.TicketAsync(urgent)).CycleState is CycleState.Missed);
        AssertPrompt(await desk.TicketAsync(urgent));
    }

    [Fact]
    public async Task Deadlines_in_quick_succession_are_all_recorded_in_time()
    {
        await using var desk = await DeskApp.StartAsync(settings: [("Promise:Response", "00:00:02")]);
        var numbers = new List<TicketNumber>();
        for (var i = 0; i < 60; i++)
        {
            numbers.Add((await desk.OpenTicketAsync()).Number);
            await Task.Delay(40, TestContext.Current.CancellationToken);
        }

        await Eventually.TrueAsync(async () => (await desk.EventsAsync("cycleMissed")).Count == numbers.Count);
        foreach (var number in numbers) AssertPrompt(await desk.TicketAsync(number));
    }

    // The sweep alone would mostly take longer. How fast it really is, the benchmarks tell.
    private static void AssertPrompt(Ticket ticket) =>
        Assert.InRange((ticket.LatestCycle.NoticedAt!.Value - ticket.LatestCycle.DueAt).TotalSeconds, 0, 5);
}
