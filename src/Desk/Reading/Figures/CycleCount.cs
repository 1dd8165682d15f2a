using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>The number of response cycles with the same kind, channel, department and state.</summary>
public sealed record CycleCount(
    TicketKind Kind, ContactChannel Channel, string? Department, CycleState State, bool AnsweredLate, long Cycles)
{
    /// <summary>
    /// Counts the cycles that started in the period, of the tickets in the scope and with the codes of the filter. Whole days are taken
    /// from the kept numbers; only what is left of a day at either end is counted.
    /// </summary>
    public static async Task<List<CycleCount>> ListAsync(
        DeskDb db, ReadScope scope, FigureFilter filter, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellation)
    {
        var tickets = filter.Apply(scope.Filter(db.Tickets.AsNoTracking()));
        var first = from is { } start ? FindFirstWholeDay(start) : DateOnly.MinValue;
        var end = to is { } until ? CycleDay.DayOf(until) : DateOnly.MaxValue;
        if (filter.NeedsTickets || scope == ReadScope.Nothing || first >= end)
            return await ListAsync(db, tickets, from, to, cancellation);
        var counts = await SumKept(db, scope, filter, first, end).ToListAsync(cancellation);
        if (scope.Department is not null)
            counts.AddRange(await ListAsync(db, filter.Apply(scope.OnlyBySlip(db)),
                first == DateOnly.MinValue ? null : CycleDay.StartOf(first), end == DateOnly.MaxValue ? null : CycleDay.StartOf(end),
                cancellation));
        if (from is not null && from < CycleDay.StartOf(first))
            counts.AddRange(await ListAsync(db, tickets, from, CycleDay.StartOf(first), cancellation));
        if (to is not null && to > CycleDay.StartOf(end))
            counts.AddRange(await ListAsync(db, tickets, CycleDay.StartOf(end), to, cancellation));
        return [.. counts.Where(c => c.Cycles > 0)];
    }

    /// <summary>
    /// Sums the kept numbers of whole days. For all days no day is named, so that an index is read in the order of the groups.
    /// </summary>
    internal static IQueryable<CycleCount> SumKept(DeskDb db, ReadScope scope, FigureFilter filter, DateOnly first, DateOnly end)
    {
        var days = filter.Apply(db.CycleDays.AsNoTracking());
        if (first > DateOnly.MinValue) days = days.Where(d => d.Day >= first);
        if (end < DateOnly.MaxValue) days = days.Where(d => d.Day < end);
        if (scope.Department is { } own) days = days.Where(d => d.Department == own);
        return days.GroupBy(d => new { d.Kind, d.Channel, d.Department, d.State, d.AnsweredLate })
            .Select(g => new CycleCount(g.Key.Kind, g.Key.Channel, g.Key.Department == "" ? null : g.Key.Department, g.Key.State,
                g.Key.AnsweredLate, g.Sum(d => d.Cycles)));
    }

    private static DateOnly FindFirstWholeDay(DateTimeOffset from)
    {
        var day = CycleDay.DayOf(from);
        return CycleDay.StartOf(day) == from ? day : day.AddDays(1);
    }

    /// <summary>Counts the cycles of the tickets that started in the period, one by one.</summary>
    /// <param name="from">The first moment of the period; null for all before.</param>
    /// <param name="to">The end of the period, not part of it; null for all after.</param>
    public static Task<List<CycleCount>> ListAsync(
        DeskDb db, IQueryable<Ticket> tickets, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellation)
    {
        var cycles = db.Cycles.AsNoTracking();
        if (from is { } start) cycles = cycles.Where(c => c.StartedAt >= start);
        if (to is { } end) cycles = cycles.Where(c => c.StartedAt < end);
        return cycles
            .Join(tickets, c => c.TicketId, t => t.Id,
                (c, t) => new { t.Kind, t.Channel, t.Department, c.State, Late = c.AnsweredLateAt != null })
            .GroupBy(c => c)
            .Select(g => new CycleCount(g.Key.Kind, g.Key.Channel, g.Key.Department, g.Key.State, g.Key.Late, g.LongCount()))
            .ToListAsync(cancellation);
    }
}

/// <summary>Response cycles by what became of them. Each counts once.</summary>
public sealed record CycleFigures(long Kept, long Missed, long AnsweredLate, long Open, long Cancelled)
{
    /// <summary>The kept cycles of those that are decided. Open and cancelled ones prove nothing yet, or nothing at all.</summary>
    public Portion KeptOfDecided => new(Kept, Kept + Missed);

    public static CycleFigures From(IEnumerable<CycleCount> counts)
    {
        var rows = counts.ToList();
        return new(CountIn(CycleState.Met), CountIn(CycleState.Missed), rows.Where(c => c.AnsweredLate).Sum(c => c.Cycles),
            CountIn(CycleState.Open), CountIn(CycleState.Cancelled));

        long CountIn(CycleState state) => rows.Where(c => c.State == state).Sum(c => c.Cycles);
    }
}

/// <summary>A part of a whole, with both numbers, because a rate alone hides how few it was taken of.</summary>
public readonly record struct Portion(long Count, long Of)
{
    /// <summary>The fewest cases of which a rate is shown. Of fewer, one case more or less changes it too much.</summary>
    public const int LeastForRate = 20;

    /// <summary>Rounded down, so that rounding never hides a miss; null of too few cases.</summary>
    public long? Percent => Of < LeastForRate ? null : 100 * Count / Of;
}
