using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Slips;
using EcomCenter.Desk.Housekeeping;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Housekeeping;

/// <summary>Work with which nothing happens returns to the desk, visibly and once.</summary>
public sealed class IdleWorkTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 0, 0, TimeSpan.FromHours(8));

    private readonly FakeTimeProvider _time = new(Start);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    internal async Task A_taken_ticket_returns_after_the_working_hours_of_the_setting(Provider provider)
    {
        await using var desk = await ManualClock.StartAsync(provider, _time, ("Promise:Idle", "05:00:00"));
        var (number, worked) = ((await ManualClock.OpenTicketAsync(desk)).Number, (await ManualClock.OpenTicketAsync(desk)).Number);
        foreach (var taken in new[] { number, worked }) await desk.TakeTicketAsync(taken, "aygul");
        var due = desk.Services.GetRequiredService<CalendarCache>().ForCentre.Add(Start, TimeSpan.FromHours(5));
        _time.Advance(due.AddMinutes(-1) - Start);
        await desk.Writer.WriteAsync(unit => desk.Actions.NoteAsync(unit, new(worked, BoardTestTickets.Supervisor), "打过电话", Now), Now);
        await ReturnAsync(desk);
        Assert.Equal("aygul", (await desk.TicketAsync(number)).Assignee);
        _time.Advance(TimeSpan.FromMinutes(1));
        await Task.WhenAll(ReturnAsync(desk), ReturnAsync(desk));
        await desk.SweepAsync();

        var ticket = await desk.TicketAsync(number);
        Assert.Equal((null, TicketStatus.InProgress, Start.AddHours(48)), (ticket.Assignee, ticket.Status, ticket.DueAt));
        var told = Assert.IsType<IdleTicketReturned>(EventJson.Read(Assert.Single(await desk.EventsAsync("idleTicketReturned"))));
        Assert.Equal(("aygul", 5, AuthorKind.System), (told.User, told.Hours, told.By.Kind));
        Assert.Equal("aygul", (await desk.TicketAsync(worked)).Assignee);
    }

    [Fact]
    public async Task A_slip_returns_that_nobody_accepted_or_that_is_due_long_since()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time, ("Promise:Idle", "05:00:00"));
        var number = (await ManualClock.OpenTicketAsync(desk)).Number;
        await desk.TakeTicketAsync(number, "aygul");
        await TransferAsync("logistics", Start.AddDays(20));
        await TransferAsync("brand", Start.AddDays(20));
        var accepted = (await desk.TicketAsync(number)).Slips[1].Id;
        await desk.Writer.WriteAsync(async unit =>
        {
            var ticket = (await unit.Db.FindFullTicketAsync(number, Now))!;
            Assert.Null(ticket.AcceptSlip(Author.Staff("murat"), ticket.Slips[1], desk.Actions.NewContext(unit)));
        }, Now);
        _time.Advance(TimeSpan.FromDays(3));
        await ReturnAsync(desk);
        await ReturnAsync(desk);
        var slips = (await desk.TicketAsync(number)).Slips;
        Assert.Equal([SlipState.Returned, SlipState.Accepted], slips.Select(slip => slip.State));
        var told = Assert.IsType<SlipReturned>(EventJson.Read(Assert.Single(await desk.EventsAsync("slipReturned"))));
        Assert.Equal((slips[0].Id, AuthorKind.System), (told.Slip, told.By.Kind));
        Assert.Equal("aygul", (await desk.TicketAsync(number)).Assignee);

        _time.Advance(TimeSpan.FromDays(20));
        await ReturnAsync(desk);
        Assert.Equal([slips[0].Id, accepted], (await desk.EventsAsync("slipReturned"))
            .ConvertAll(e => ((SlipReturned)EventJson.Read(e)).Slip));

        async Task TransferAsync(string department, DateTimeOffset dueAt) => Assert.IsType<TicketActionResult.ActionDone>(
            await desk.Writer.WriteAsync(unit => desk.Actions.TransferAsync(
                unit, new(number, BoardTestTickets.Supervisor), department, "在哪里？", dueAt, Now), Now));
    }

    [Fact]
    public async Task Nothing_returns_where_the_setting_says_never()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time, ("Promise:Idle", "00:00:00"));
        var number = (await ManualClock.OpenTicketAsync(desk)).Number;
        await desk.TakeTicketAsync(number, "aygul");
        _time.Advance(TimeSpan.FromDays(30));
        await desk.SweepAsync();
        Assert.Equal("aygul", (await desk.TicketAsync(number)).Assignee);
    }

    private static Task ReturnAsync(DeskApp desk) => desk.Services.GetRequiredService<ReturnIdleWork>().ReturnAsync(Now);
}
