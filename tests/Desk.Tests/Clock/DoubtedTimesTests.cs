using EcomCenter.Contracts;
using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Slips;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tests.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Clock;

/// <summary>The times that a doubted clock gave to tickets are moved to the true ones when the clock is believed again.</summary>
public sealed class DoubtedTimesTests
{
    private static readonly TimeSpan Promise = TimeSpan.FromHours(48);

    private static readonly Actor Boss = TelegramDesk.Clerk with { Role = StaffRole.Supervisor };

    private readonly SteppedTime _time = new(ManualClock.CreateTime().GetUtcNow());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Provider.Sqlite, 3 * 365)]
    [InlineData(Provider.Sqlite, -6 * 365)]
    [InlineData(Provider.Postgres, 3)]
    [InlineData(Provider.Postgres, -3)]
    public async Task A_ticket_opened_under_a_wrong_clock_has_its_48_hours_from_the_true_time(Provider provider, int days)
    {
        await using var desk = await ManualClock.StartAsync(provider, _time);
        var opened = _time.GetUtcNow();
        _time.Step = TimeSpan.FromDays(days);
        var number = (await desk.OpenTicketAsync()).Number;
        _time.Advance(TimeSpan.FromHours(5));
        _time.Step = TimeSpan.Zero;
        for (var i = 0; i < 2; i++) await desk.SweepAsync();
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((opened + Promise, CycleState.Open), (ticket.DueAt, ticket.CycleState));
        Assert.Equal(CycleEndReason.ClockCorrected, ticket.Cycles.Single(c => c.Ordinal == 1).EndReason);
        Assert.Single(await desk.EventsAsync("timesCorrected"));
        Assert.Empty(await desk.EventsAsync("cycleMissed"));
        Assert.Empty(await VerifyAsync(desk));

        _time.Advance(Promise - TimeSpan.FromHours(5) + TimeSpan.FromSeconds(1));
        await desk.SweepAsync();
        Assert.Equal(CycleState.Missed, (await desk.TicketAsync(number)).CycleState);
    }

    [Fact]
    public async Task A_clock_that_is_moved_several_times_is_measured_from_each_place()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time);
        var numbers = new List<(TicketNumber Number, DateTimeOffset OpenedAt)>();
        foreach (var days in (int[])[900, -900, 30])
        {
            var now = _time.GetUtcNow() - _time.Step;
            _time.Step = TimeSpan.FromDays(days);
            numbers.Add(((await desk.OpenTicketAsync()).Number, now));
            _time.Advance(TimeSpan.FromMinutes(20));
        }

        _time.Step = TimeSpan.Zero;
        await desk.SweepAsync();
        foreach (var (number, openedAt) in numbers) Assert.Equal(openedAt + Promise, (await desk.TicketAsync(number)).DueAt);
    }

    [Theory]
    [InlineData(-26 * 365)]
    [InlineData(-2 * 365)]
    public async Task A_new_desk_whose_host_has_an_empty_battery_misses_nothing_when_its_clock_is_put_right(int days)
    {
        var opened = _time.GetUtcNow();
        _time.Step = TimeSpan.FromDays(days);
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time);
        var number = (await desk.OpenTicketAsync()).Number;
        _time.Advance(TimeSpan.FromMinutes(10));
        _time.Step = TimeSpan.Zero;
        await desk.SweepAsync();
        desk.Services.GetRequiredService<HostClock>().Confirm("staff:boss");
        await desk.SweepAsync();
        Assert.Equal(opened + Promise, (await desk.TicketAsync(number)).DueAt);
        Assert.Empty(await desk.EventsAsync("cycleMissed"));
    }

    [Fact]
    public async Task A_clock_that_was_moved_again_before_a_restart_is_measured_from_each_place()
    {
        using var directory = new TestDataDirectory();
        var uptime = new SteppedUptime(_time);
        var numbers = new List<(TicketNumber Number, DateTimeOffset OpenedAt)>();
        foreach (var hours in (int[])[0, 13, 3 * 24, 80 * 24])
        {
            await using var before = await DeskApp.StartAsync(Provider.Sqlite, _time, uptime.Configure, directory.Setting);
            foreach (var later in (int[])[0, 1])
            {
                var now = _time.GetUtcNow() - _time.Step;
                _time.Step = TimeSpan.FromHours(hours + later);
                numbers.Add(((await before.OpenTicketAsync()).Number, now));
                _time.Advance(TimeSpan.FromMinutes(20));
            }
        }

        _time.Step = TimeSpan.Zero;
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite, _time, uptime.Configure, directory.Setting);
        await desk.SweepAsync();
        foreach (var (number, openedAt) in numbers) Assert.Equal(openedAt + Promise, (await desk.TicketAsync(number)).DueAt);
    }

    [Fact]
    public async Task A_time_that_a_person_confirms_stays_as_it_is()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time);
        _time.Step = TimeSpan.FromDays(3);
        var number = (await desk.OpenTicketAsync()).Number;
        var opened = _time.GetUtcNow();
        desk.Services.GetRequiredService<HostClock>().Confirm("staff:boss");
        await desk.SweepAsync();
        Assert.Equal(opened + Promise, (await desk.TicketAsync(number)).DueAt);
        Assert.Empty(await desk.EventsAsync("timesCorrected"));
        _time.Advance(Promise + TimeSpan.FromSeconds(1));
        await desk.SweepAsync();
        Assert.Single(await desk.EventsAsync("cycleMissed"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_the_step_of_the_clock_was_not_measured_the_48_hours_count_from_the_correction(bool knowsEarlierDoubt)
    {
        using var directory = new TestDataDirectory();
        TicketNumber number;
        await using (var before = await ManualClock.StartAsync(Provider.Sqlite, _time, directory.Setting))
        {
            _time.Step = TimeSpan.FromDays(3 * 365);
            number = (await before.OpenTicketAsync()).Number;
            _time.Advance(TimeSpan.FromHours(1));
        }

        _time.Step = TimeSpan.Zero;
        if (!knowsEarlierDoubt) File.Delete(Path.Combine(directory.Setting.Item2, "clock.json"));
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time, directory.Setting);
        if (!knowsEarlierDoubt) desk.Services.GetRequiredService<HostClock>().Confirm("staff:boss");
        await desk.SweepAsync();
        Assert.Equal(_time.GetUtcNow() + Promise, (await desk.TicketAsync(number)).DueAt);
    }

    [Fact]
    public async Task An_answer_before_the_correction_is_not_late()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time);
        _time.Step = TimeSpan.FromDays(-6 * 365);
        var number = (await desk.OpenTicketAsync()).Number;
        _time.Step = TimeSpan.Zero;
        await AnswerAsync(desk, number);
        await desk.SweepAsync();
        Assert.Equal(CycleState.Met, (await desk.TicketAsync(number)).CycleState);
        Assert.Empty(await desk.EventsAsync("cycleMissed"));
        Assert.Empty(await VerifyAsync(desk));
    }

    [Theory, CombinatorialProviders]
    public async Task A_ticket_closed_under_a_clock_years_behind_is_not_erased_when_the_clock_is_right(Provider provider)
    {
        await using var desk = await ManualClock.StartAsync(provider, _time);
        var number = (await desk.OpenTicketAsync()).Number;
        await AnswerAsync(desk, number);
        var closed = _time.GetUtcNow();
        _time.Step = TimeSpan.FromDays(-6 * 365);
        await ActAsync(desk, (unit, actions) => actions.ResolveAsync(unit, new(number, TelegramDesk.Clerk), null, Cancellation));
        await ActAsync(desk, (unit, actions) =>
            actions.CloseAsync(unit, new(number, TelegramDesk.Clerk with { Role = StaffRole.Supervisor }), Cancellation));
        _time.Step = TimeSpan.Zero;
        for (var i = 0; i < 2; i++) await desk.SweepAsync();
        var ticket = await desk.TicketAsync(number);
        Assert.Null(ticket.ErasedAt);
        Assert.Equal(closed, ticket.ClosedAt);
        Assert.Empty(await VerifyAsync(desk));
    }

    [Fact]
    public async Task A_ticket_resolved_under_a_wrong_clock_keeps_its_rating_and_its_days_until_it_closes()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time);
        var number = (await desk.OpenTicketAsync()).Number;
        await AnswerAsync(desk, number);
        _time.Step = TimeSpan.FromDays(-60);
        await ActAsync(desk, (unit, actions) => actions.ResolveAsync(unit, new(number, TelegramDesk.Clerk), null, Cancellation));
        await ActAsync(desk, (unit, actions) => actions.RateAsync(unit, new(number, TelegramDesk.Clerk), 5, null, Cancellation));
        _time.Step = TimeSpan.Zero;
        await desk.SweepAsync();
        var ticket = await desk.TicketAsync(number);
        Assert.Equal((TicketStatus.Resolved, 5), (ticket.Status, ticket.CurrentRating?.Score));
        _time.Advance(TimeSpan.FromDays(16));
        await desk.SweepAsync();
        Assert.Equal(TicketStatus.Closed, (await desk.TicketAsync(number)).Status);
    }

    [Theory]
    [InlineData(Provider.Sqlite, 3)]
    [InlineData(Provider.Sqlite, -3)]
    [InlineData(Provider.Postgres, 30)]
    [InlineData(Provider.Postgres, -30)]
    public async Task A_slip_and_a_matter_before_the_head_have_their_usual_time_from_the_true_time(Provider provider, int days)
    {
        await using var desk = await ManualClock.StartAsync(provider, _time, ("Promise:Idle", "05:00:00"));
        var number = (await desk.OpenTicketAsync()).Number;
        await ActAsync(desk, (unit, actions) => actions.TakeAsync(unit, new(number, Boss), Cancellation));
        var handedOver = _time.GetUtcNow();
        _time.Step = TimeSpan.FromDays(days);
        await ActAsync(desk, (unit, actions) =>
            actions.TransferAsync(unit, new(number, Boss), "logistics", "包裹在哪?", null, Cancellation));
        await ChangeAsync(desk, number, (ticket, unit, context) => ticket.Escalate(Boss.Author,
            TicketActions.NewMessageBody(unit, "全乡都这样。"), desk.Actions.HeadDueTimeAt(unit.Now), context));
        _time.Advance(TimeSpan.FromMinutes(5));
        _time.Step = TimeSpan.Zero;
        for (var i = 0; i < 2; i++) await desk.SweepAsync();

        var (ticket, due) = (await desk.TicketAsync(number), desk.Services.GetRequiredService<SlipPolicy>());
        var (slip, referral) = (Assert.Single(ticket.Slips), Assert.Single(ticket.Referrals));
        Assert.Equal((SlipState.Sent, handedOver, due.TimesFor("logistics", handedOver, null).DueAt),
            (slip.State, slip.HandedOverAt, slip.DueAt));
        Assert.Equal((handedOver, slip.DueAt), (slip.ActedAt, ticket.SlipDueAt));
        var head = desk.Services.GetRequiredService<PromisePolicy>().HeadDueTimeAt(handedOver);
        Assert.Equal((handedOver, head, head), (referral.ReferredAt, referral.DueAt, referral.NextCheckAt));
        Assert.Single(await desk.EventsAsync("timesCorrected"));
        foreach (var reminder in (string[])["slipReminded", "instructionOverdue", "slipReturned", "idleTicketReturned"])
            Assert.Empty(await desk.EventsAsync(reminder));
        Assert.Empty(await VerifyAsync(desk));
    }

    [Fact]
    public async Task Work_done_under_a_clock_behind_is_not_idle_when_the_clock_is_right()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, _time, ("Promise:Idle", "05:00:00"));
        var (taken, sent) = ((await desk.OpenTicketAsync()).Number, (await desk.OpenTicketAsync()).Number);
        await ActAsync(desk, (unit, actions) =>
            actions.TransferAsync(unit, new(sent, Boss), "logistics", "包裹在哪?", null, Cancellation));
        _time.Step = TimeSpan.FromDays(-30);
        await ActAsync(desk, (unit, actions) => actions.TakeAsync(unit, new(taken, Boss), Cancellation));
        await ChangeAsync(desk, sent, (ticket, _, context) => ticket.AcceptSlip(Author.Staff("murat"), ticket.Slips[0], context));
        _time.Advance(TimeSpan.FromMinutes(5));
        _time.Step = TimeSpan.Zero;
        for (var i = 0; i < 2; i++) await desk.SweepAsync();
        Assert.NotNull((await desk.TicketAsync(taken)).Assignee);
        Assert.Equal(SlipState.Accepted, Assert.Single((await desk.TicketAsync(sent)).Slips).State);

        // The hours that count begin when the clock was put right.
        _time.Advance(TimeSpan.FromDays(30));
        await desk.SweepAsync();
        Assert.Single(await desk.EventsAsync("slipReturned"));
        Assert.Single(await desk.EventsAsync("idleTicketReturned"));
    }

    private static Task AnswerAsync(DeskApp desk, TicketNumber number) =>
        ActAsync(desk, (unit, actions) => actions.AnswerAsync(unit, new(number, TelegramDesk.Clerk), new("这样办。"), Cancellation));

    private static async Task ActAsync(DeskApp desk, Func<WriteUnit, TicketActions, Task<TicketActionResult>> act)
    {
        var actions = desk.Services.GetRequiredService<TicketActions>();
        Assert.IsType<TicketActionResult.ActionDone>(await desk.Writer.WriteAsync(unit => act(unit, actions), Cancellation));
    }

    private static Task ChangeAsync(DeskApp desk, TicketNumber number, Func<Ticket, WriteUnit, ChangeContext, Refusal?> change) =>
        desk.Writer.WriteAsync(async unit =>
        {
            var ticket = (await unit.Db.FindFullTicketAsync(number, Cancellation))!;
            Assert.Null(change(ticket, unit, desk.Actions.NewContext(unit)));
        }, Cancellation);

    // The test's clerk has no account, which is one finding.
    private static async Task<List<Finding>> VerifyAsync(DeskApp desk)
    {
        var verifier = new DeskVerifier(
            desk.Services.GetRequiredService<IDbContextFactory<DeskDb>>(), desk.Services.GetRequiredService<AttachmentStore>());
        return [.. (await verifier.RunAsync(Cancellation).ToListAsync(Cancellation)).Where(finding => finding.Code != "astray")];
    }

    /// <summary>A host that runs on while the program is started again.</summary>
    private sealed class SteppedUptime(SteppedTime time) : IElapsedTime
    {
        private readonly long _start = time.GetTimestamp();

        public TimeSpan Elapsed => time.GetElapsedTime(_start);

        public string? Origin => "this boot";

        public void Configure(WebApplicationBuilder builder)
        {
            ManualClock.RemoveDeadlineJob(builder);
            builder.Services.AddSingleton<IElapsedTime>(this);
        }
    }
}
