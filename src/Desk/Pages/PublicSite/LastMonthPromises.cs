using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>The number of response cycles due last month, and how many were answered in time.</summary>
public sealed record KeptPromises(int Due, int OnTime)
{
    /// <summary>Rounded down, so that rounding never hides a miss.</summary>
    public int Percent => Due == 0 ? 0 : 100 * OnTime / Due;
}

/// <summary>Counts last month's promises, at most every ten minutes, because the page is public.</summary>
public sealed class LastMonthPromises(IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> options, TimeProvider time)
{
    private static readonly TimeSpan CacheDuration = TimeSpan.FromMinutes(10);

    private (DateTimeOffset CountedAt, KeptPromises Kept)? _latest;

    public async Task<KeptPromises> CountAsync(CancellationToken cancellation)
    {
        var now = time.Now();
        if (_latest is { } latest && now - latest.CountedAt < CacheDuration) return latest.Kept;
        var (from, to) = LastMonth(now, options.Value.DisplayTimeZone);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var states = await db.Cycles
            .Where(c => c.DueAt >= from && c.DueAt < to && (c.State == CycleState.Met || c.State == CycleState.Missed))
            .GroupBy(c => c.State).Select(g => new { State = g.Key, Count = g.Count() }).ToListAsync(cancellation);
        var kept = new KeptPromises(states.Sum(s => s.Count), states.Where(s => s.State is CycleState.Met).Sum(s => s.Count));
        _latest = (now, kept);
        return kept;
    }

    private static (DateTimeOffset From, DateTimeOffset To) LastMonth(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var first = new DateTime(local.Year, local.Month, 1);
        return (ToUtc(zone, first.AddMonths(-1)), ToUtc(zone, first));
    }

    private static DateTimeOffset ToUtc(TimeZoneInfo zone, DateTime local) =>
        new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
}
