using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Slips;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Clock;

/// <summary>An edited calendar moves the due times of open cycles in working time, and no others.</summary>
public sealed class CalendarChangeTests
{
    // Urgent tickets have ten hours of working time, the others 48 hours of natural time.
    private static readonly (string, string)[] Settings =
    [
        ("Promise:Rules:0:Priority", "Urgent"), ("Promise:Rules:0:Response", "10:00:00"), ("Promise:Rules:0:WorkingTime", "true"),
    ];

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 0, 0, TimeSpan.FromHours(8));

    private readonly FakeTimeProvider _time = new(Start);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_closed_day_moves_open_working_time_and_leaves_natural_time(Provider provider)
    {
        await using var desk = await ManualClock.StartAsync(provider, _time, Settings);
        var (urgent, normal) = (await OpenUrgentAsync(desk), (await desk.OpenTicketAsync()).Number);
        Assert.Equal(Start.AddDays(1), (await desk.TicketAsync(urgent)).DueAt);

        await CloseAsync(desk, new(2026, 3, 3));
        await desk.SweepAsync();
        var moved = await desk.TicketAsync(urgent);
        Assert.Equal(Start.AddDays(2), moved.DueAt);
        // The next check is that of the first warning, half of the working time after the start.
        Assert.Equal(moved.LatestCycle.NextLevelAt, moved.LatestCycle.NextCheckAt);
        Assert.Equal(Start.AddHours(48), (await desk.TicketAsync(normal)).DueAt);
        var told = Assert.IsType<DueRecomputed>(EventJson.Read(Assert.Single(await desk.EventsAsync("dueRecomputed"))));
        Assert.Equal((Start.AddDays(1), Start.AddDays(2), moved.LatestCycle.Id), (told.Before, told.Cycle.DueAt, told.Cycle.Id));
        Assert.Empty(await VerifyAsync(desk));

        await OpenAgainAsync(desk, new(2026, 3, 3));
        await desk.SweepAsync();
        Assert.Equal(Start.AddDays(1), (await desk.TicketAsync(urgent)).DueAt);
        Assert.Empty(await VerifyAsync(desk));
    }

    [Theory, CombinatorialProviders]
    public async Task A_closed_day_moves_open_slips_but_not_those_whose_due_time_was_stated(Provider provider)
    {
        await using var desk = await ManualClock.StartAsync(provider, _time, Settings);
        var number = (await desk.OpenTicketAsync()).Number;
        await TransferAsync("logistics", null);
        await TransferAsync("brand", Start.AddDays(2));
        var usual = (await desk.TicketAsync(number)).Slips[0].DueAt;
        await CloseAsync(desk, new(2026, 3, 3));
        await desk.SweepAsync();
        await desk.SweepAsync();

        var slips = (await desk.TicketAsync(number)).Slips;
        Assert.Equal([usual.AddDays(1), Start.AddDays(2)], slips.Select(slip => slip.DueAt));
        Assert.InRange(slips[0].NextCheckAt!.Value, usual.AddTicks(1), usual.AddDays(1).AddTicks(-1));
        var told = Assert.IsType<SlipDueRecomputed>(EventJson.Read(Assert.Single(await desk.EventsAsync("slipDueRecomputed"))));
        Assert.Equal((slips[0].Id, usual, usual.AddDays(1)), (told.Slip, told.Before, told.DueAt));
        Assert.Empty(await VerifyAsync(desk));

        async Task TransferAsync(string department, DateTimeOffset? dueAt) => Assert.IsType<TicketActionResult.ActionDone>(
            await desk.Writer.WriteAsync(unit => desk.Services.GetRequiredService<TicketActions>().TransferAsync(
                unit, new(number, Pages.Board.BoardTestTickets.Supervisor), department, "在哪里？", dueAt, Cancellation), Cancellation));
    }

    [Fact]
    public async Task The_due_time_that_was_moved_is_the_one_that_is_judged()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time, Settings);
        var number = await OpenUrgentAsync(desk);
        await CloseAsync(desk, new(2026, 3, 3));
        await desk.SweepAsync();
        _time.SetUtcNow(Start.AddDays(1).AddHours(1));
        await desk.SweepAsync();
        Assert.Equal(CycleState.Open, (await desk.TicketAsync(number)).CycleState);
        _time.SetUtcNow(Start.AddDays(2).AddSeconds(1));
        await desk.SweepAsync();
        Assert.Equal(CycleState.Missed, (await desk.TicketAsync(number)).CycleState);
        var missed = Assert.IsType<CycleMissed>(EventJson.Read(Assert.Single(await desk.EventsAsync("cycleMissed"))));
        Assert.Equal(Start.AddDays(2), missed.DueAt);
        Assert.Empty(await VerifyAsync(desk));
    }

    [Fact]
    public async Task A_missed_cycle_and_an_ended_one_stay()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time, Settings);
        var missed = await OpenUrgentAsync(desk);
        _time.SetUtcNow(Start.AddDays(1).AddMinutes(1));
        await desk.SweepAsync();
        await CloseAsync(desk, new(2026, 3, 4));
        await desk.SweepAsync();
        Assert.Equal(Start.AddDays(1), (await desk.TicketAsync(missed)).DueAt);
        Assert.Empty(await desk.EventsAsync("dueRecomputed"));
    }

    [Fact]
    public async Task A_due_time_never_moves_into_the_past()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time, Settings);
        await CloseAsync(desk, new(2026, 3, 3));
        var number = await OpenUrgentAsync(desk);
        _time.SetUtcNow(Start.AddDays(1).AddHours(3));
        await OpenAgainAsync(desk, new(2026, 3, 3));
        await desk.SweepAsync();
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((_time.GetUtcNow(), CycleState.Missed), (ticket.DueAt, ticket.CycleState));
        Assert.Empty(await VerifyAsync(desk));
    }

    [Fact]
    public async Task A_change_is_finished_after_a_restart()
    {
        using var directory = new TestDataDirectory();
        TicketNumber number;
        await using (var before = await ManualClock.StartAsync(Provider.Sqlite, _time, [.. Settings, directory.Setting]))
        {
            number = await OpenUrgentAsync(before);
            await CloseAsync(before, new(2026, 3, 3));
        }

        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time, [.. Settings, directory.Setting]);
        await desk.SweepAsync();
        Assert.Equal(Start.AddDays(2), (await desk.TicketAsync(number)).DueAt);
    }

    [Fact]
    public async Task A_ticket_that_another_node_opened_by_the_old_calendar_is_moved_by_a_later_sweep()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time, Settings);
        await CloseAsync(desk, new(2026, 3, 3), reload: false);
        var number = await OpenUrgentAsync(desk);
        await desk.SweepAsync();
        await desk.SweepAsync();
        Assert.Equal(Start.AddDays(2), (await desk.TicketAsync(number)).DueAt);
        _time.Advance(TimeSpan.FromMinutes(2));
        await desk.SweepAsync();
        await using var db = desk.CreateDb();
        Assert.StartsWith("1 Asia/Shanghai ", (await db.Set<CalendarStateRow>().SingleAsync(Cancellation)).RecomputedFor,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_event_may_move_a_due_time_and_only_in_working_time()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time, Settings);
        await OpenUrgentAsync(desk);
        await CloseAsync(desk, new(2026, 3, 3));
        await desk.SweepAsync();
        await using var db = desk.CreateDb();
        await db.Cycles.ExecuteUpdateAsync(set => set.SetProperty(c => c.WorkingTime, (TimeSpan?)null), Cancellation);
        Assert.Contains(await VerifyAsync(desk), finding => finding.Code == "cycleMoved");
    }

    private static async Task<TicketNumber> OpenUrgentAsync(DeskApp desk) =>
        (await desk.OpenTicketAsync(priority: Priority.Urgent)).Number;

    private static Task CloseAsync(DeskApp desk, DateOnly day, bool reload = true) => EditAsync(
        desk, db => db.Add(new SpecialDayRow { Day = day, Hours = "", Note = "" }), reload);

    private static Task OpenAgainAsync(DeskApp desk, DateOnly day) => EditAsync(
        desk, db => db.RemoveRange(db.Set<SpecialDayRow>().Where(row => row.Day == day)), reload: true);

    private static async Task EditAsync(DeskApp desk, Action<DeskDb> edit, bool reload)
    {
        await desk.Writer.WriteAsync(async unit =>
        {
            edit(unit.Db);
            var state = await unit.Db.Set<CalendarStateRow>().SingleAsync(Cancellation);
            (state.Version, state.ChangedAt) = (state.Version + 1, unit.Now);
        }, Cancellation);
        if (reload) await desk.Services.GetRequiredService<CalendarStore>().LoadAsync(Cancellation);
    }

    private static async Task<List<Finding>> VerifyAsync(DeskApp desk)
    {
        var verifier = new DeskVerifier(
            desk.Services.GetRequiredService<IDbContextFactory<DeskDb>>(), desk.Services.GetRequiredService<AttachmentStore>());
        return await verifier.RunAsync(Cancellation).ToListAsync(Cancellation);
    }
}
