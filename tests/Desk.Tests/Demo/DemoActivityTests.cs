using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Demo;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Promise;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Demo;

public sealed class DemoActivityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hours_of_demo_neither_fill_nor_empty_the_board()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        await using var desk = await DeskApp.StartAsync(time: clock);
        var day = CreateActivity(desk, clock);
        await day.FillAsync(Cancellation);
        for (var n = 0; n < 1_800; n++)
        {
            clock.Advance(TimeSpan.FromSeconds(4));
            await day.StepAsync(n, Cancellation);
            if (n % 100 == 99) await AssertBoardIsFilledAsync(desk, clock);
        }
    }

    private static async Task AssertBoardIsFilledAsync(DeskApp desk, FakeTimeProvider clock)
    {
        await using var db = desk.CreateDb();
        var open = await db.Tickets.AsNoTracking().Where(t => t.Status != TicketStatus.Resolved && t.Status != TicketStatus.Closed)
            .ToListAsync(Cancellation);
        Assert.InRange(open.Count, 45, 70);
        Assert.InRange(open.Count(t => t.Unanswered && t.DueAt <= clock.GetUtcNow()), 3, 14);
        Assert.InRange(open.Count(t => t.Unanswered && t.DueAt > clock.GetUtcNow() && t.DueAt < clock.GetUtcNow().AddHours(4)), 2, 20);
        Assert.InRange(open.Count(t => t.Assignee == "clerk"), 5, 45);
        Assert.InRange(open.Count(t => t.Status is TicketStatus.New), 5, 40);
        Assert.Contains(open, t => t.Status is TicketStatus.WaitingForResident);
    }

    private static DemoActivity CreateActivity(DeskApp desk, TimeProvider clock)
    {
        T The<T>() where T : notnull => desk.Services.GetRequiredService<T>();
        return new(new(The<DeskWriter>(), The<IntakeDoor>(), The<TicketActions>()), The<IDbContextFactory<DeskDb>>(),
            The<IOptions<PromiseOptions>>(), clock);
    }
}
