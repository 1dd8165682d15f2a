using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Duty.Check;

/// <summary>Reads the daily check: every open ticket with what it waits for, a page at a time, in a fixed number of queries.</summary>
public sealed class CheckQuery(IDbContextFactory<DeskDb> contexts, RosterCache roster, CalendarCache calendars,
    IOptions<DeskOptions> desk, IOptions<PromiseOptions> promise, TimeProvider time)
{
    public const int PageSize = 100;

    private static readonly string System = Author.System.ToString();

    private static readonly string[] MoveTypes =
        [EventJson.NameOf<SlipSent>(), EventJson.NameOf<DepartmentAmended>(), EventJson.NameOf<TicketAssigned>()];

    public DateOnly Today => LocalDays.FromTime(time.Now(), desk.Value.DisplayTimeZone);

    public bool MayTick(Actor actor)
    {
        var leads = roster.Roster.LeadsAt(time.Now());
        return leads.Count == 0 || leads.Contains(actor.Author.Code) || Authority.May(actor, Right.Supervise);
    }

    public async Task<CheckView> ReadAsync(Actor actor, int page, CancellationToken cancellation)
    {
        var (now, day) = (time.Now(), Today);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var open = db.ReadableTickets(actor).Open;
        var listed = await db.ReadableTickets(actor)
            .FirstByUrgency(TicketRanges.OpenStatuses, TicketRanges.AllCycles, (page - 1) * PageSize, PageSize + 1)
            .ToListAsync(cancellation);
        var rows = await ReadRowsAsync(db, db.ReadableTickets(actor).Where(t => listed.Contains(t.Id)).ByUrgency, cancellation);
        var ids = rows.Take(PageSize).Select(row => row.Id).ToList();
        var events = await db.Events.AsNoTracking().Where(e => ids.Contains(e.TicketId) && e.By != System)
            .GroupBy(e => new { e.TicketId, e.Type })
            .Select(same => new { same.Key.TicketId, same.Key.Type, Count = same.Count(), Last = same.Max(e => e.At) })
            .ToListAsync(cancellation);
        var ticks = await db.Set<DailyCheck>().AsNoTracking().Where(c => c.Day == day && ids.Contains(c.TicketId))
            .ToDictionaryAsync(c => c.TicketId, cancellation);
        var byTicket = events.ToLookup(e => e.TicketId);
        var tickets = rows.Take(PageSize).Select(row =>
        {
            var happened = byTicket[row.Id].ToList();
            var last = happened.Select(e => e.Last).DefaultIfEmpty(row.EnteredAt).Max();
            var idle = calendars.ForCentre.Measure(last, now);
            return row.ToTicket() with
            {
                Idle = idle,
                IsStalled = idle >= promise.Value.NoProgress,
                Tick = ticks.GetValueOrDefault(row.Id),
                Moves = happened.Where(e => MoveTypes.Contains(e.Type)).Sum(e => e.Count),
                Returns = happened.Where(e => e.Type == EventJson.NameOf<SlipReturned>()).Sum(e => e.Count),
            };
        });
        return new(day, [.. tickets], page, rows.Count > PageSize, await open.CountAsync(cancellation),
            await open.CountAsync(t => db.Set<DailyCheck>().Any(c => c.Day == day && c.TicketId == t.Id), cancellation), MayTick(actor),
            roster.Roster.LeadsAt(now) is [var lead, ..] ? lead : null,
            await db.Users.AsNoTracking().ToDictionaryAsync(s => s.UserName ?? "", s => s.DisplayName, cancellation));
    }

    private static Task<List<OpenRow>> ReadRowsAsync(DeskDb db, IQueryable<Ticket> tickets, CancellationToken cancellation) =>
        tickets.Select(t => new OpenRow
        {
            Id = t.Id, Number = t.Number, Subject = t.Subject, Status = t.Status, Assignee = t.Assignee, EnteredAt = t.EnteredAt,
            Unanswered = t.Unanswered, CycleState = t.CycleState, DueAt = t.DueAt, SlipDueAt = t.SlipDueAt,
            SlipDepartments = t.SlipDepartments, NeedsCallBack = t.NeedsCallBack,
            HeadDueAt = db.Referrals.Where(r => r.TicketId == t.Id && r.State == ReferralState.Open).Min(r => (DateTimeOffset?)r.DueAt),
            OrderDueAt = db.Orders.Where(o => o.TicketId == t.Id && o.State == OrderState.Issued).Min(o => o.DueAt),
            PromisedAt = db.PromisedDates.Where(p => p.TicketId == t.Id && p.EndedAt == null).Min(p => (DateTimeOffset?)p.PromisedAt),
        }).ToListAsync(cancellation);

    private sealed record OpenRow
    {
        public required long Id { get; init; }

        public required TicketNumber Number { get; init; }

        public required string Subject { get; init; }

        public required TicketStatus Status { get; init; }

        public required string? Assignee { get; init; }

        public required DateTimeOffset EnteredAt { get; init; }

        public required bool Unanswered { get; init; }

        public required CycleState CycleState { get; init; }

        public required DateTimeOffset DueAt { get; init; }

        public required DateTimeOffset? SlipDueAt { get; init; }

        public required string? SlipDepartments { get; init; }

        public required bool NeedsCallBack { get; init; }

        public required DateTimeOffset? HeadDueAt { get; init; }

        public required DateTimeOffset? OrderDueAt { get; init; }

        public required DateTimeOffset? PromisedAt { get; init; }

        public CheckedTicket ToTicket()
        {
            var (step, due) = FindStep();
            return new()
            {
                Id = Id, Number = Number, Subject = Subject, Assignee = Assignee, Awaits = step, DueAt = due,
                SlipDepartments = SlipDueAt is null ? null : SlipDepartments, Idle = default, IsStalled = false, Moves = 0, Returns = 0,
            };
        }

        private (AwaitedStep Step, DateTimeOffset? DueAt) FindStep() => this switch
        {
            { Unanswered: true, CycleState: CycleState.Missed } => (AwaitedStep.LateAnswer, DueAt),
            { HeadDueAt: not null } => (AwaitedStep.Head, HeadDueAt),
            { OrderDueAt: not null } => (AwaitedStep.Order, OrderDueAt),
            { SlipDueAt: not null } => (AwaitedStep.Department, SlipDueAt),
            { NeedsCallBack: true } => (AwaitedStep.CallBack, Unanswered ? DueAt : null),
            { Unanswered: true, Assignee: null } => (AwaitedStep.Taker, DueAt),
            { Unanswered: true } => (AwaitedStep.Answer, DueAt),
            { PromisedAt: not null } => (AwaitedStep.PromisedDate, PromisedAt),
            { Status: TicketStatus.WaitingForResident } => (AwaitedStep.Resident, null),
            _ => (AwaitedStep.Resolution, null),
        };
    }
}
