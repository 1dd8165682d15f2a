using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Handling;

/// <summary>Calls that staff log on a ticket.</summary>
public sealed class LogCallTests
{
    private static readonly Actor Clerk = new() { Author = Author.Staff("clerk"), Role = StaffRole.Clerk };

    [Fact]
    public async Task A_call_of_now_is_logged_also_if_the_clock_was_set_back_since_the_ticket_came()
    {
        var time = ManualClock.CreateTime();
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        var number = (await desk.OpenTicketAsync()).Number;
        time.AdjustTime(time.GetUtcNow() - TimeSpan.FromMinutes(3));
        Assert.IsType<TicketActionResult.ActionDone>(await LogAsync(desk, number, at: null));
        Assert.Equal(CycleState.Met, (await desk.TicketAsync(number)).CycleState);
    }

    [Fact]
    public async Task A_call_that_is_stated_to_be_before_the_ticket_is_refused()
    {
        var time = ManualClock.CreateTime();
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        var number = (await desk.OpenTicketAsync()).Number;
        var refused = Assert.IsType<TicketActionResult.ActionInvalid>(await LogAsync(desk, number, time.GetUtcNow().AddMinutes(-3)));
        Assert.Equal(("at", "beforeTheTicket"), (refused.Faults.Single().Field, refused.Faults.Single().Code));
    }

    private static Task<TicketActionResult> LogAsync(DeskApp desk, TicketNumber number, DateTimeOffset? at)
    {
        var actions = desk.Services.GetRequiredService<TicketActions>();
        var call = new CallDraft("说好了", CallDirection.Out, Reached: true, AnswerKind.Answer) { At = at };
        return desk.Writer.WriteAsync(unit => actions.LogCallAsync(
            unit, new(number, Clerk), call, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
    }
}
