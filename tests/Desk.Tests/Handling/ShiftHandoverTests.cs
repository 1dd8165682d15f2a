using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Handovers;
using EcomCenter.Desk.Pages.Duty.Handover;
using EcomCenter.Desk.Pages.Duty.Record;
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
        time.Advance(TimeSpan.FromMinutes(1));
        await AnswerByPhoneAsync(desk, answered, "ruzi");
        var view = await desk.Services.GetRequiredService<HandoverQuery>().ReadAsync(ruzi, Cancellation);
        var promises = view.Open.Single().Promises.ToDictionary(p => p.Ticket);
        var kept = promises[answered];
        Assert.Equal((CycleState.Met, false, "ruzi"), (kept.Outcome.State, kept.Outcome.IsOwed, kept.Assignee));
        Assert.Equal((CycleState.Open, true), (promises[open].Outcome.State, promises[open].Outcome.IsOwed));
        Assert.Equal(1, view.Open.Single().ToAccept);
    }

    [Fact]
    public async Task A_promise_that_was_kept_meanwhile_needs_nobody_and_its_ticket_stays()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(Provider.Sqlite, time);
        var (answered, open) = ((await desk.OpenTicketAsync("包裹")).Number, (await desk.OpenTicketAsync("商标")).Number);
        foreach (var number in new[] { answered, open }) await TakeAsync(desk, number, "aygul");
        var handovers = desk.Services.GetRequiredService<ShiftHandovers>();
        await handovers.StartAsync("aygul", Cancellation);
        time.Advance(TimeSpan.FromMinutes(1));
        await AnswerByPhoneAsync(desk, answered, "aygul");
        var items = await ItemsAsync(desk);
        Assert.Equal(HandoverOutcome.Done,
            await handovers.AcceptAsync(items[0].HandoverId, items.ConvertAll(item => item.Id), "ruzi", Cancellation));
        Assert.Equal(("aygul", "ruzi"), ((await desk.TicketAsync(answered)).Assignee, (await desk.TicketAsync(open)).Assignee));
        Assert.Equal([null, "ruzi"], (await ItemsAsync(desk)).Select(item => item.AcceptedBy));
        Assert.NotNull((await HandoverAsync(desk)).EndedAt);
    }

    [Fact]
    public async Task The_duty_record_counts_apart_what_was_accepted_what_the_lead_got_and_what_was_kept_meanwhile()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(Provider.Sqlite, time);
        foreach (var subject in new[] { "包裹", "商标", "培训" }) await TakeAsync(desk, (await desk.OpenTicketAsync(subject)).Number, "aygul");
        var handovers = desk.Services.GetRequiredService<ShiftHandovers>();
        await handovers.StartAsync("aygul", Cancellation);
        time.Advance(TimeSpan.FromMinutes(1));
        var items = await ItemsAsync(desk);
        await AnswerByPhoneAsync(desk, await NumberAsync(desk, items[0]), "aygul");
        await handovers.AcceptAsync(items[0].HandoverId, [items[1].Id], "ruzi", Cancellation);
        Assert.Equal((3, 1, 1, 2, 0), await CountAsync());

        time.Advance(TimeSpan.FromHours(3));
        await desk.SweepAsync();
        Assert.Equal((3, 2, 1, 2, 1), await CountAsync());

        async Task<(int Items, int Accepted, int Settled, int ToAccept, int ToLead)> CountAsync()
        {
            var reader = new Actor { Author = Author.Staff("ruzi"), Role = StaffRole.Clerk };
            var query = desk.Services.GetRequiredService<DutyRecordQuery>();
            var handover = Assert.Single((await query.ReadAsync(reader, query.Today, Cancellation)).Handovers);
            return (handover.Items, handover.Accepted, handover.Settled, handover.ToAccept, handover.ToLead);
        }
    }

    [Fact]
    public async Task A_handover_of_which_no_promise_is_left_ends_without_the_duty_lead()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(Provider.Sqlite, time);
        var number = (await desk.OpenTicketAsync("包裹")).Number;
        await TakeAsync(desk, number, "aygul");
        time.Advance(TimeSpan.FromMinutes(121));
        await desk.SweepAsync();
        await AnswerByPhoneAsync(desk, number, "aygul");
        time.Advance(TimeSpan.FromMinutes(61));
        await desk.SweepAsync();
        Assert.True(await HandoverAsync(desk) is { WentToLead: false, EndedAt: not null });
        Assert.Equal("aygul", (await desk.TicketAsync(number)).Assignee);
    }

    [Fact]
    public async Task Who_leaves_at_the_same_time_takes_nothing_over_and_hours_over_midnight_are_one_shift()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(Provider.Sqlite, time);
        var day = new DateOnly(2026, 12, 1);
        await PlanAsync(desk,
            new() { Day = day, User = "aygul", Hours = "10:00-20:00", IsLead = false },
            new() { Day = day, User = "dilnur", Hours = "10:00-20:00", IsLead = true },
            new() { Day = day, User = "ruzi", Hours = "20:00-24:00", IsLead = false },
            new() { Day = day.AddDays(1), User = "ruzi", Hours = "00:00-08:00", IsLead = false });
        time.Advance(TimeSpan.FromHours(7.5));
        await desk.OpenTicketAsync("包裹");
        Assert.Equal(HandoverOutcome.Done,
            await desk.Services.GetRequiredService<ShiftHandovers>().StartAsync("aygul", Cancellation));
        var handover = await HandoverAsync(desk);
        Assert.Equal((Noon.AddHours(8), Noon.AddHours(20)), (handover.ShiftEnd, handover.Until));
    }

    [Fact]
    public async Task A_break_hands_over_what_falls_due_in_it()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(Provider.Sqlite, time);
        var day = new DateOnly(2026, 12, 1);
        await PlanAsync(desk,
            new() { Day = day, User = "aygul", Hours = "10:00-14:00, 15:30-19:30", IsLead = false },
            new() { Day = day, User = "ruzi", Hours = "10:00-19:30", IsLead = true });
        var due = (await desk.OpenTicketAsync("包裹")).Number;
        time.Advance(TimeSpan.FromMinutes(60));
        var later = (await desk.OpenTicketAsync("商标")).Number;
        foreach (var number in new[] { due, later }) await TakeAsync(desk, number, "aygul");
        time.Advance(TimeSpan.FromMinutes(61));
        await desk.SweepAsync();
        Assert.Equal([(await desk.TicketAsync(due)).Id], (await ItemsAsync(desk)).Select(item => item.TicketId));
    }

    [Fact]
    public async Task A_shift_that_ended_while_the_desk_was_stopped_is_handed_over_afterwards()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(Provider.Sqlite, time);
        await TakeAsync(desk, (await desk.OpenTicketAsync("包裹")).Number, "aygul");
        time.Advance(TimeSpan.FromHours(4));
        await desk.SweepAsync();
        var handover = await HandoverAsync(desk);
        Assert.Equal(("aygul", Noon.AddHours(2), null), (handover.FromUser, handover.ShiftEnd, handover.EndedAt));
    }

    [Fact]
    public async Task The_duty_lead_waits_until_the_shift_is_over_and_is_never_the_one_who_leaves()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(Provider.Sqlite, time);
        var day = new DateOnly(2026, 12, 1);
        await PlanAsync(desk,
            new() { Day = day, User = "aygul", Hours = "10:00-14:00", IsLead = true },
            new() { Day = day.AddDays(1), User = "dilnur", Hours = "10:00-19:00", IsLead = true });
        var number = (await desk.OpenTicketAsync("包裹")).Number;
        await TakeAsync(desk, number, "aygul");
        var handovers = desk.Services.GetRequiredService<ShiftHandovers>();
        await handovers.StartAsync("aygul", Cancellation);
        time.Advance(TimeSpan.FromMinutes(90));
        await desk.SweepAsync();
        var open = await HandoverAsync(desk);
        Assert.Null(open.EndedAt);
        Assert.Equal(HandoverOutcome.Done, await handovers.GiveToLeadAsync(open.Id, Author.Staff("aygul"), Cancellation));
        Assert.Equal("dilnur", (await desk.TicketAsync(number)).Assignee);
    }

    [Fact]
    public async Task What_comes_to_the_person_after_the_handover_began_is_handed_over_at_the_end_of_the_shift()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(Provider.Sqlite, time);
        var handovers = desk.Services.GetRequiredService<ShiftHandovers>();
        Assert.Equal(HandoverOutcome.NothingDue, await handovers.StartAsync("aygul", Cancellation));
        time.Advance(TimeSpan.FromMinutes(30));
        var own = (await desk.OpenTicketAsync("包裹")).Number;
        await TakeAsync(desk, own, "aygul");
        time.Advance(TimeSpan.FromMinutes(91));
        await desk.OpenTicketAsync("商标");
        await desk.SweepAsync();
        await desk.SweepAsync();
        var item = Assert.Single(await ItemsAsync(desk));
        Assert.Equal(((await desk.TicketAsync(own)).Id, null), (item.TicketId, (await HandoverAsync(desk)).EndedAt));
        var ruzi = new Actor { Author = Author.Staff("ruzi"), Role = StaffRole.Clerk };
        var view = await desk.Services.GetRequiredService<HandoverQuery>().ReadAsync(ruzi, Cancellation);
        Assert.Equal((CycleState.Open, true), (view.Open[0].Promises[0].Outcome.State, view.Open[0].Promises[0].Outcome.IsOwed));
        Assert.Equal(HandoverOutcome.Done, await handovers.AcceptAsync(item.HandoverId, [item.Id], "ruzi", Cancellation));
        Assert.Equal("ruzi", (await desk.TicketAsync(own)).Assignee);
        await desk.SweepAsync();
        Assert.NotNull((await HandoverAsync(desk)).EndedAt);
    }

    [Fact]
    public async Task A_handover_that_nobody_accepted_goes_on_at_the_end_of_the_next_shift()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(Provider.Sqlite, time);
        var day = new DateOnly(2026, 12, 1);
        await PlanAsync(desk,
            new() { Day = day, User = "aygul", Hours = "10:00-14:00", IsLead = false },
            new() { Day = day, User = "ruzi", Hours = "14:00-19:00", IsLead = false },
            new() { Day = day.AddDays(1), User = "aygul", Hours = "10:00-14:00", IsLead = false },
            new() { Day = day.AddDays(1), User = "ruzi", Hours = "14:00-19:00", IsLead = false });
        await TakeAsync(desk, (await desk.OpenTicketAsync("包裹")).Number, "aygul");
        time.Advance(TimeSpan.FromMinutes(121));
        await desk.SweepAsync();
        time.Advance(TimeSpan.FromHours(22));
        await TakeAsync(desk, (await desk.OpenTicketAsync("商标")).Number, "aygul");
        time.Advance(TimeSpan.FromHours(2));
        await desk.SweepAsync();
        Assert.Equal(2, (await ItemsAsync(desk)).Count);
        var handover = await HandoverAsync(desk);
        Assert.Equal((Noon.AddHours(26), Noon.AddHours(31), null), (handover.ShiftEnd, handover.Until, handover.EndedAt));
    }

    [Fact]
    public async Task Who_may_not_do_duty_in_a_new_role_gets_nothing()
    {
        await using var desk = await StartAsync(Provider.Sqlite, new FakeTimeProvider(Noon));
        await using (var db = desk.CreateDb())
        {
            await db.Users.Where(member => member.UserName == "dilnur")
                .ExecuteUpdateAsync(member => member.SetProperty(m => m.Role, StaffRole.Admin), Cancellation);
        }

        await desk.Services.GetRequiredService<RosterStore>().LoadAsync(Cancellation);
        Assert.Empty(desk.Services.GetRequiredService<RosterCache>().Roster.LeadsAt(Noon));
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
        await PlanAsync(desk,
            new() { Day = day, User = "aygul", Hours = "10:00-14:00", IsLead = false },
            new() { Day = day, User = "ruzi", Hours = "14:00-19:00", IsLead = false },
            new() { Day = day, User = "dilnur", Hours = "14:00-19:00", IsLead = true });
        return desk;
    }

    private static async Task PlanAsync(DeskApp desk, params RosterRow[] rows)
    {
        await using var db = desk.CreateDb();
        await db.Set<RosterRow>().ExecuteDeleteAsync(Cancellation);
        db.AddRange(rows);
        await db.SaveChangesAsync(Cancellation);
        await desk.Services.GetRequiredService<RosterStore>().LoadAsync(Cancellation);
    }

    private static Task AnswerByPhoneAsync(DeskApp desk, TicketNumber number, string user)
    {
        var request = new TicketRequest(number, new() { Author = Author.Staff(user), Role = StaffRole.Clerk });
        var call = new CallDraft("明天到", CallDirection.Out, Reached: true, AnswerKind.Answer);
        var actions = desk.Services.GetRequiredService<TicketActions>();
        return desk.Writer.WriteAsync(unit => actions.LogCallAsync(unit, request, call, Cancellation), Cancellation);
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

    private static async Task<TicketNumber> NumberAsync(DeskApp desk, HandoverItem item)
    {
        await using var db = desk.CreateDb();
        return await db.Tickets.Where(t => t.Id == item.TicketId).Select(t => t.Number).SingleAsync(Cancellation);
    }

    private static async Task<List<HandoverItem>> ItemsAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return await db.Set<HandoverItem>().AsNoTracking().OrderBy(i => i.Id).ToListAsync(Cancellation);
    }
}
