using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.PublicSite;

/// <summary>The number of response cycles due last month, and how many were answered in time.</summary>
public sealed record Kept(int Of, int InTime)
{
    /// <summary>Rounded down, so that rounding never hides a miss.</summary>
    public int Percent => Of == 0 ? 0 : 100 * InTime / Of;
}

/// <summary>Counts last month's promises, at most every ten minutes, because the page is public.</summary>
public sealed class KeptLastMonth(IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private (DateTimeOffset CountedAt, Kept Kept)? _latest;

    public async Task<Kept> CountAsync(CancellationToken cancellation)
    {
        var now = time.Now();
        if (_latest is { } latest && now - latest.CountedAt < Fresh) return latest.Kept;
        var (from, to) = LastMonth(now, options.Value.ShownTimeZone);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var states = await db.Cycles
            .Where(c => c.DueAt >= from && c.DueAt < to && (c.State == CycleState.Met || c.State == CycleState.Missed))
            .GroupBy(c => c.State).Select(g => new { State = g.Key, Count = g.Count() }).ToListAsync(cancellation);
        var kept = new Kept(states.Sum(s => s.Count), states.Where(s => s.State is CycleState.Met).Sum(s => s.Count));
        _latest = (now, kept);
        return kept;
    }

    private static (DateTimeOffset From, DateTimeOffset To) LastMonth(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var first = new DateTime(local.Year, local.Month, 1);
        return (In(zone, first.AddMonths(-1)), In(zone, first));
    }

    private static DateTimeOffset In(TimeZoneInfo zone, DateTime local) =>
        new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
}
