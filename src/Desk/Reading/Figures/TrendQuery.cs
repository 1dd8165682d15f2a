using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>Counts the figures of the last weeks, week by week, for the tickets of a filter.</summary>
public sealed class TrendQuery(IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> options, TimeProvider time)
{
    /// <summary>The ages in days at which the groups of the backlog begin.</summary>
    private static readonly int[] AgesInDays = [0, 1, 2, 7, 30];

    public async Task<Trend> ReadAsync(Actor actor, FigureFilter filter, int weeks, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var mondays = ListMondays(now, weeks).ToList();
        var (from, to) = (StartOf(mondays[0]), StartOf(mondays[^1].AddDays(7)));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var snapshot = await db.BeginSnapshotAsync(cancellation);
        var tickets = filter.Apply(db.ReadableTickets(actor));
        var cycles = await ListCyclesAsync(db, tickets, from, to, cancellation);
        var received = await ReceivedCount.ListAsync(tickets, from, to, cancellation);
        var counts = CountCycles(cycles);
        return new()
        {
            Weeks = await ListWeeksAsync(tickets, mondays, cycles, cancellation), Cycles = CycleFigures.From(counts),
            Before = CycleFigures.From(await CycleCount.ListAsync(
                db, ReadScope.ForActor(actor), filter, StartOf(mondays[0].AddDays(-7 * weeks)), from, cancellation)),
            Times = ReadTimes(cycles), Backlog = await ListBacklogAsync(tickets.Open, now, cancellation),
            ByKind = FigureRow.ListByKind(received, counts), ByChannel = FigureRow.ListByChannel(received, counts),
            ByDepartment = FigureRow.ListByDepartment(received, counts), ByTownship = FigureRow.List(received, r => r.Township),
        };
    }

    /// <summary>The Mondays of the week of a time and of those before it, the earliest first.</summary>
    private IEnumerable<DateOnly> ListMondays(DateTimeOffset now, int weeks)
    {
        var today = LocalDays.FromTime(now, options.Value.DisplayTimeZone);
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return Enumerable.Range(0, weeks).Select(week => monday.AddDays(7 * (week + 1 - weeks)));
    }

    private DateTimeOffset StartOf(DateOnly day) => LocalDays.StartOf(day, options.Value.DisplayTimeZone);

    private static Task<List<StartedCycle>> ListCyclesAsync(
        DeskDb db, IQueryable<Ticket> tickets, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        db.Cycles.AsNoTracking().Where(c => c.StartedAt >= from && c.StartedAt < to)
            .Join(tickets, c => c.TicketId, t => t.Id, (c, t) => new StartedCycle(
                c.StartedAt, c.State, c.MetAt, c.AnsweredLateAt, t.Kind, t.Channel, t.Department))
            .ToListAsync(cancellation);

    private async Task<List<WeekFigures>> ListWeeksAsync(
        IQueryable<Ticket> tickets, List<DateOnly> mondays, List<StartedCycle> cycles, CancellationToken cancellation)
    {
        var weeks = new List<WeekFigures>();
        foreach (var monday in mondays)
        {
            var (from, to) = (StartOf(monday), StartOf(monday.AddDays(7)));
            var started = cycles.FindAll(c => c.StartedAt >= from && c.StartedAt < to);
            var received = await tickets.CountAsync(t => t.ReceivedAt >= from && t.ReceivedAt < to, cancellation);
            weeks.Add(new(monday, from, to, received, CycleFigures.From(CountCycles(started)), ReadTimes(started)));
        }

        return weeks;
    }

    private static async Task<List<AgeGroup>> ListBacklogAsync(IQueryable<Ticket> open, DateTimeOffset now, CancellationToken cancellation)
    {
        var ends = AgesInDays.Select(days => now.AddDays(-days)).ToList();
        var (day, two, week, month) = (ends[1], ends[2], ends[3], ends[4]);
        // One look at the open tickets for all groups, because their times of receipt are in no index with their status.
        var counted = await open
            .GroupBy(t => t.ReceivedAt >= day ? 0 : t.ReceivedAt >= two ? 1 : t.ReceivedAt >= week ? 2 : t.ReceivedAt >= month ? 3 : 4)
            .Select(group => new
            {
                group.Key, Open = group.Count(), Missed = group.Count(t => t.Unanswered && t.CycleState == CycleState.Missed),
            }).ToDictionaryAsync(group => group.Key, cancellation);
        return
        [
            .. AgesInDays.Select((days, index) => new AgeGroup(
                index + 1 < ends.Count ? ends[index + 1] : null, index == 0 ? null : ends[index], days,
                counted.GetValueOrDefault(index)?.Open ?? 0, counted.GetValueOrDefault(index)?.Missed ?? 0)),
        ];
    }

    internal static IQueryable<Ticket> ReceivedBetween(IQueryable<Ticket> tickets, DateTimeOffset? from, DateTimeOffset? to)
    {
        if (from is { } start) tickets = tickets.Where(t => t.ReceivedAt >= start);
        return to is { } end ? tickets.Where(t => t.ReceivedAt < end) : tickets;
    }

    private static List<CycleCount> CountCycles(List<StartedCycle> cycles) =>
        [.. cycles.GroupBy(c => (c.Kind, c.Channel, c.Department, c.State, IsLate: c.AnsweredLateAt is not null))
            .Select(g => new CycleCount(g.Key.Kind, g.Key.Channel, g.Key.Department, g.Key.State, g.Key.IsLate, g.LongCount()))];

    private static ResponseTimes ReadTimes(List<StartedCycle> cycles) => ResponseTimes.From(cycles
        .Where(c => (c.MetAt ?? c.AnsweredLateAt) is not null).Select(c => (c.MetAt ?? c.AnsweredLateAt)!.Value - c.StartedAt));

    private sealed record StartedCycle(DateTimeOffset StartedAt, CycleState State, DateTimeOffset? MetAt, DateTimeOffset? AnsweredLateAt,
        TicketKind Kind, ContactChannel Channel, string? Department);
}
