using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>
/// Returns taken tickets and slips to the desk with which nothing happened for the idle time (<see cref="PromiseOptions.Idle"/>): a ticket
/// in the working time of the centre, a slip in that of its department. What was done while the host's clock was behind looks older than
/// it is, and counts from the time at which the clock was put right.
/// </summary>
public sealed class ReturnIdleWork(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, PromisePolicy policy, SlipPolicy slipPolicy, CalendarCache calendars,
    IOptions<PromiseOptions> options, HostClock clock, TimeProvider time)
{
    private const int BatchSize = 20, MaxTickets = 1_000;

    private int Hours => (int)options.Value.Idle.TotalHours;

    public async Task ReturnAsync(CancellationToken cancellation)
    {
        if (options.Value.Idle == TimeSpan.Zero) return;
        foreach (var batch in (await FindAsync(cancellation)).Chunk(BatchSize))
            await writer.WriteAsync(unit => ReturnAsync(unit, batch, cancellation), cancellation);
    }

    // Another node may have returned them meanwhile, so each is judged again.
    private async Task ReturnAsync(WriteUnit unit, long[] ids, CancellationToken cancellation)
    {
        if (FindStart(unit.Now) is not { } since) return;
        var tickets = await unit.Db.Tickets.Where(t => ids.Contains(t.Id))
            .Include(t => t.Cycles).Include(t => t.Slips).Include(t => t.Orders).AsSplitQuery().ToListAsync(cancellation);
        foreach (var ticket in tickets)
        {
            ticket.ReturnIdleSlips(slip => IsIdle(slip, unit.Now), unit.CreateChangeContext(policy));
            if (!WasBehind(ticket.LastWorkedAt, since)) ticket.ReturnIdle(since, Hours, unit.CreateChangeContext(policy));
        }
    }

    private async Task<List<long>> FindAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.Now();
        var idle = FindStart(now) is not { } since ? []
            : await IdleTickets(db, since).Except(clock.FindBehind(now, now - since), t => t.LastWorkedAt!.Value)
                .OrderBy(t => t.LastWorkedAt).Select(t => t.Id).Take(MaxTickets).ToListAsync(cancellation);
        var slips = await OldSlips(db, now - options.Value.Idle).ToListAsync(cancellation);
        return [.. idle.Union(slips.Where(slip => IsIdle(slip, now)).Select(slip => slip.TicketId)).Take(MaxTickets)];
    }

    internal static IQueryable<Ticket> IdleTickets(DeskDb db, DateTimeOffset since) => db.Tickets.AsNoTracking()
        .Where(t => t.Assignee != null && t.Unanswered && t.LastWorkedAt <= since && t.SlipDueAt == null
            && t.Status != TicketStatus.Resolved && t.Status != TicketStatus.Closed);

    // Working time never passes faster than natural time, so no other slip can be idle.
    internal static IQueryable<TransferSlip> OldSlips(DeskDb db, DateTimeOffset since) =>
        db.Slips.AsNoTracking().Where(s => s.EndedAt == null && s.ActedAt <= since);

    private bool IsIdle(TransferSlip slip, DateTimeOffset now)
    {
        if (slip.IsStartDoubted) return false;
        var putRight = clock.FindBehind(now, TransferSlip.MaxLength).FirstOrDefault(period => period.Contains(slip.ActedAt));
        return slipPolicy.IsIdle(slip.Department, slip.State, putRight?.EndedAt ?? slip.ActedAt, slip.DueAt, now);
    }

    private bool WasBehind(DateTimeOffset? workedAt, DateTimeOffset since) =>
        clock.FindBehind(time.Now(), time.Now() - since).Any(period => workedAt is { } at && period.Contains(at));

    private DateTimeOffset? FindStart(DateTimeOffset now) => calendars.ForCentre.FindStart(now, options.Value.Idle);
}
