using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Handovers;
using EcomCenter.Desk.Pages.Duty.Handover;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Handling;

/// <summary>The handover of a shift: accepted item by item, or given to the duty lead.</summary>
public sealed class ShiftHandoverTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task The_next_person_accepts_item_by_item_and_the_tickets_and_warnings_move(Provider provider)
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(provider, time);
        var (taken, free) = ((await desk.OpenTicketAsync("包裹")).Number, (await desk.OpenTicketAsync("商标")).Number);
        await TakeAsync(desk, taken, "aygul");
        time.Advance(TimeSpan.FromMinutes(110));
        var handovers = desk.Services.GetRequiredService<ShiftHandovers>();
        Assert.Equal(HandoverOutcome.Done, await handovers.StartAsync("aygul", Cancellation));
        Assert.Equal(HandoverOutcome.AlreadyStarted, await handovers.StartAsync("aygul", Cancellation));
        var items = await ItemsAsync(desk);
        Assert.Equal(2, items.Count);
        Assert.Equal("aygul", (await HolderAsync(desk, free, time)));

        var handover = items[0].HandoverId;
        Assert.Equal(HandoverOutcome.OwnShift, await handovers.AcceptAsync(handover, [items[0].Id], "aygul", Cancellation));
        Assert.Equal(HandoverOutcome.NoneChosen, await handovers.AcceptAsync(handover, [], "ruzi", Cancellation));
        Assert.Equal(HandoverOutcome.Done, await handovers.AcceptAsync(handover, [items[0].Id], "ruzi", Cancellation));
        Assert.Null((await HandoverAsync(desk)).EndedAt);
        Assert.Equal(HandoverOutcome.Done, await handovers.AcceptAsync(handover, [items[1].Id], "ruzi", Cancellation));
        var ended = await HandoverAsync(desk);
        Assert.Equal((time.GetUtcNow(), false), (ended.EndedAt!.Value, ended.WentToLead));
        Assert.Equal(("ruzi", null), ((await desk.TicketAsync(taken)).Assignee, (await desk.TicketAsync(free)).Assignee));
        Assert.Equal("ruzi", await HolderAsync(desk, free, time));
        Assert.Equal(HandoverOutcome.NotFound, await handovers.AcceptAsync(handover, [], "ruzi", Cancellation));
    }

    [Theory, CombinatorialProviders]
    public async Task A_shift_that_nobody_hands_over_or_accepts_goes_to_the_duty_lead(Provider provider)
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(provider, time);
        var number = (await desk.OpenTicketAsync("包裹")).Number;
        await TakeAsync(desk, number, "aygul");
        time.Advance(TimeSpan.FromMinutes(121));
        await desk.SweepAsync();
        await desk.SweepAsync();
        var open = await HandoverAsync(desk);
        Assert.Equal(("aygul", Noon.AddHours(2), null), (open.FromUser, open.ShiftEnd, open.EndedAt));
        time.Advance(TimeSpan.FromMinutes(61));
        await desk.SweepAsync();
        open = await HandoverAsync(desk);
        Assert.True(open is { WentToLead: true, EndedAt: not null });
        Assert.Equal("dilnur", (await desk.TicketAsync(number)).Assignee);
    }

    [Fact]
    public async Task A_shift_without_a_promise_that_falls_due_ends_at_once()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(Provider.Sqlite, time, ("Promise:Response", "2.00:00:00"));
        await desk.OpenTicketAsync("包裹");
        var handovers = desk.Services.GetRequiredService<ShiftHandovers>();
        Assert.Equal(HandoverOutcome.NothingDue, await handovers.StartAsync("aygul", Cancellation));
        Assert.NotNull((await HandoverAsync(desk)).EndedAt);
    }

    [Fact]
    public async Task Whoever_accepts_what_a_colleague_just_accepted_is_told_so_and_gets_the_rest()
    {
        await using var desk = await StartAsync(Provider.Sqlite, new FakeTimeProvider(Noon));
        await desk.OpenTicketAsync("包裹");
        await desk.OpenTicketAsync("商标");
        await desk.OpenTicketAsync("快递");
        var handovers = desk.Services.GetRequiredService<ShiftHandovers>();
        await handovers.StartAsync("aygul", Cancellation);
        var ids = (await ItemsAsync(desk)).ConvertAll(item => item.Id);
        var handover = (await HandoverAsync(desk)).Id;
        Assert.Equal(HandoverOutcome.Done, await handovers.AcceptAsync(handover, ids[..1], "ruzi", Cancellation));
        Assert.Equal(HandoverOutcome.AcceptedByOther, await handovers.AcceptAsync(handover, ids[..2], "dilnur", Cancellation));
        Assert.Equal(HandoverOutcome.Done, await handovers.AcceptAsync(handover, ids[..1], "ruzi", Cancellation));
        Assert.Equal(["ruzi", "dilnur", null], (await ItemsAsync(desk)).Select(item => item.AcceptedBy));
    }

    [Fact]
    public async Task A_promise_that_was_kept_after_the_handover_began_is_not_shown_as_running()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(Provider.Sqlite, time);
        var (answered, open) = ((await desk.OpenTicketAsync("包裹")).Number, (await desk.OpenTicketAsync("商标")).Number);
        await desk.Services.GetRequiredService<ShiftHandovers>().StartAsync("aygul", Cancellation);
        var ruzi = new Actor { Author = Author.Staff("ruzi"), Role = StaffRole.Clerk };
        var actions = desk.Services.GetRequiredService<TicketActions>();
        time.Advance(TimeSpan.FromMinutes(1));
        var call = new CallDraft("明天到", CallDirection.Out, Reached: true, AnswerKind.Answer);
        await desk.Writer.WriteAsync(unit => actions.LogCallAsync(unit, new(answered, ruzi), call, Cancellation), Cancellation);
        var view = await desk.Services.GetRequiredService<HandoverQuery>().ReadAsync(ruzi, Cancellation);
        var promises = view.Open.Single().Promises.ToDictionary(p => p.Ticket);
        Assert.Equal((CycleState.Met, false, "ruzi"), (promises[answered].State, promises[answered].IsOwed, promises[answered].Assignee));
        Assert.Equal((CycleState.Open, true), (promises[open].State, promises[open].IsOwed));
    }

    [Fact]
    public async Task Without_a_planned_lead_nobody_gets_the_rest()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(Provider.Sqlite, time);
        await desk.OpenTicketAsync("包裹");
        await using (var db = desk.CreateDb())
            await db.Set<RosterRow>().ExecuteUpdateAsync(row => row.SetProperty(r => r.IsLead, false), Cancellation);
        await desk.Services.GetRequiredService<RosterStore>().LoadAsync(Cancellation);
        var handovers = desk.Services.GetRequiredService<ShiftHandovers>();
        await handovers.StartAsync("aygul", Cancellation);
        Assert.Equal(HandoverOutcome.NoLead,
            await handovers.GiveToLeadAsync((await HandoverAsync(desk)).Id, Author.Staff("aygul"), Cancellation));
    }

    [Fact]
    public void A_warning_of_the_duty_desk_reaches_whoever_accepted_the_promise()
    {
        StaffMember[] staff = [Member("aygul"), Member("ruzi")];
        var roster = new DutyRoster([new(Noon.AddHours(-2), Noon.AddHours(2), "aygul", false)], []);
        var ticket = new WarnedTicket(null, null, null);
        Assert.Equal(["aygul"], Told(ticket));
        Assert.Equal(["ruzi"], Told(ticket with { DutyHolder = "ruzi" }));
        Assert.Equal(["aygul"], Told(ticket with { DutyHolder = "gone" }));

        IEnumerable<string?> Told(WarnedTicket of) =>
            WarningAudience.Find([WarningReceiver.AssigneeOrDesk], of, staff, roster, Noon).Members.Select(m => m.UserName);
    }

    private static StaffMember Member(string user) => new() { UserName = user, DisplayName = user, Role = StaffRole.Clerk };

    /// <summary>A desk on which aygul is on duty until 14:00, ruzi after her, and dilnur leads.</summary>
    private static async Task<DeskApp> StartAsync(Provider provider, TimeProvider time, params (string, string)[] settings)
    {
        var desk = await ManualClock.StartAsync(provider, time, [("Promise:Response", "03:00:00"), .. settings]);
        foreach (var user in new[] { "aygul", "ruzi", "dilnur" }) await desk.ClientForStaffAsync(StaffRole.Clerk, user: user);
        var day = new DateOnly(2026, 12, 1);
        await using var db = desk.CreateDb();
        db.AddRange(
            new RosterRow { Day = day, User = "aygul", Hours = "10:00-14:00", IsLead = false },
            new RosterRow { Day = day, User = "ruzi", Hours = "14:00-19:00", IsLead = false },
            new RosterRow { Day = day, User = "dilnur", Hours = "14:00-19:00", IsLead = true });
        await db.SaveChangesAsync(Cancellation);
        await desk.Services.GetRequiredService<RosterStore>().LoadAsync(Cancellation);
        return desk;
    }

    private static Task TakeAsync(DeskApp desk, TicketNumber number, string user)
    {
        var actions = desk.Services.GetRequiredService<TicketActions>();
        var request = new TicketRequest(number, new() { Author = Author.Staff(user), Role = StaffRole.Clerk });
        return desk.Writer.WriteAsync(unit => actions.RunAsync(
            unit, request, TicketAction.Take, (ticket, context) => ticket.Take(request.Actor.Author, context), Cancellation), Cancellation);
    }

    private static async Task<string?> HolderAsync(DeskApp desk, TicketNumber number, TimeProvider time)
    {
        var id = (await desk.TicketAsync(number)).Id;
        await using var db = desk.CreateDb();
        return (await DutyHolders.FindAsync(db, [id], time.GetUtcNow())).GetValueOrDefault(id);
    }

    private static async Task<ShiftHandover> HandoverAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return await db.Set<ShiftHandover>().AsNoTracking().SingleAsync(Cancellation);
    }

    private static async Task<List<HandoverItem>> ItemsAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return await db.Set<HandoverItem>().AsNoTracking().OrderBy(i => i.Id).ToListAsync(Cancellation);
    }
}
