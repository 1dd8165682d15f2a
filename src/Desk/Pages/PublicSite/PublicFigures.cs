using System.Collections.Concurrent;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading.Figures;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>
/// The figures of the months that are over, for everybody. They are counted at most every ten minutes, because the pages are public. While
/// the host's clock is doubted, the months go by the time that is believed.
/// </summary>
public sealed class PublicFigures(FigureQuery query, IOptions<DeskOptions> options, HostClock clock, TimeProvider time)
{
    /// <summary>The number of months that are shown.</summary>
    private const int MaxMonths = 12;

    private static readonly TimeSpan CacheDuration = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<DateOnly, (long CountedAt, MonthFigures Figures)> _counted = new();

    public DateOnly LastMonth =>
        Months.FromTime(clock.FindDoubt()?.Expected ?? time.GetUtcNow(), options.Value.DisplayTimeZone).AddMonths(-1);

    public bool IsShown(DateOnly month) => month <= LastMonth && month > LastMonth.AddMonths(-MaxMonths);

    /// <summary>Reads the figures of a month; of the last one that is over if that one is not shown.</summary>
    public async Task<MonthFigures> ReadAsync(DateOnly? month, CancellationToken cancellation)
    {
        var (shown, now) = (month is { } asked && IsShown(asked) ? asked : LastMonth, time.GetTimestamp());
        if (_counted.TryGetValue(shown, out var latest) && time.GetElapsedTime(latest.CountedAt, now) < CacheDuration)
            return latest.Figures;
        var figures = await query.ReadAllAsync(shown, cancellation);
        foreach (var old in _counted.Keys.Where(key => !IsShown(key))) _counted.TryRemove(old, out _);
        _counted[shown] = (now, figures);
        return figures;
    }
}
