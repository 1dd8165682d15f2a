using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Clock;

/// <summary>The rows of a ticket whose deadline passed.</summary>
public sealed class JudgedTicketTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    internal async Task Of_a_judged_ticket_only_what_changed_is_written(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var policy = desk.Services.GetRequiredService<PromisePolicy>();
        var id = (await desk.OpenTicketAsync()).Id;
        await desk.Writer.WriteAsync(async unit =>
        {
            var ticket = await unit.Db.Tickets.AsNoTracking().Include(t => t.Cycles).SingleAsync(t => t.Id == id);
            await unit.Db.Tickets.Where(t => t.Id == id).ExecuteUpdateAsync(set => set.SetProperty(t => t.Subject, "改了"));
            unit.WatchJudged(ticket, ticket.UnansweredCycle!);
            ticket.RecordMissedDeadlines(unit.CreateChangeContext(policy) with { Now = ticket.DueAt });
        }, Now);
        await using var db = desk.CreateDb();
        var stored = await db.Tickets.Include(t => t.Cycles).Include(t => t.Orders).SingleAsync(t => t.Id == id, Now);
        Assert.Equal(("改了", CycleState.Missed), (stored.Subject, stored.CycleState));
        Assert.Equal((CycleState.Missed, stored.DueAt), (stored.LatestCycle.State, stored.LatestCycle.NoticedAt));
        Assert.Equal(OrderCause.Missed, Assert.Single(stored.Orders).Cause);
        Assert.Equal(stored.Version, await db.Events.CountAsync(e => e.TicketId == id, Now));
    }
}
