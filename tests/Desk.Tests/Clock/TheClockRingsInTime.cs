using EcomCenter.Contracts;
using EcomCenter.Desk.Tests.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Clock;

/// <summary>With the program's own clock and real time. The sweep comes at start and after 15 seconds, so that it is not what rings here.</summary>
public sealed class TheClockRingsInTime
{
    [Theory, CombinatorialProviders]
    public async Task A_miss_is_noticed_within_a_second(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider, settings: [("Promise:Response", "00:00:05")]);
        var number = (await desk.OpenAsync()).Number;
        await Eventually.TrueAsync(async () => (await desk.TicketAsync(number)).CycleState is CycleState.Missed, 30);
        AssertPrompt(await desk.TicketAsync(number));
    }

    [Fact]
    public async Task A_deadline_that_comes_later_and_lies_earlier_moves_the_clock_closer()
    {
        await using var desk = await DeskApp.StartAsync(settings:
            [("Promise:Rules:0:Priority", "Urgent"), ("Promise:Rules:0:Response", "00:00:02")]);
        await desk.OpenAsync();
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.OpenAsync()));
        var urgent = (await desk.OpenAsync(priority: Priority.Urgent)).Number;
        await Eventually.TrueAsync(async () => (await desk.TicketAsync(urgent)).CycleState is CycleState.Missed, 30);
        AssertPrompt(await desk.TicketAsync(urgent));
    }

    [Fact]
    public async Task One_after_the_other_falls_due_and_none_is_late()
    {
        await using var desk = await DeskApp.StartAsync(settings: [("Promise:Response", "00:00:02")]);
        var numbers = new List<TicketNumber>();
        for (var i = 0; i < 60; i++)
        {
            numbers.Add((await desk.OpenAsync()).Number);
            await Task.Delay(40, TestContext.Current.CancellationToken);
        }

        await Eventually.TrueAsync(async () => (await desk.EventsAsync("cycleMissed")).Count == numbers.Count, 30);
        foreach (var number in numbers) AssertPrompt(await desk.TicketAsync(number), seconds: 3);
    }

    private static void AssertPrompt(Ticket ticket, int seconds = 1) =>
        Assert.InRange((ticket.LatestCycle.NoticedAt!.Value - ticket.LatestCycle.DueAt).TotalSeconds, 0, seconds);
}
