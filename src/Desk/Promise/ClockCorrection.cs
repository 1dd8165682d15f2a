namespace EcomCenter.Desk.Promise;

/// <summary>
/// Knows by how much the times must be moved that the host's clock showed while it was doubted. The monotonic clock measures each step
/// that the clock makes meanwhile, up to the one that puts it right.
/// </summary>
public sealed class ClockCorrection
{
    /// <summary>A smaller step is the drift between two clocks.</summary>
    private static readonly TimeSpan NoticeableStep = TimeSpan.FromSeconds(2);

    private const int MaxPeriods = 20;

    private readonly List<DoubtedPeriod> _periods = [];
    private readonly List<PeriodBehind> _behind = [];
    private bool _isDoubted;

    /// <summary>The periods of the open doubt; none when the clock is believed.</summary>
    public IReadOnlyList<DoubtedPeriod> OpenPeriods => _isDoubted ? [.. _periods] : [];

    /// <summary>The last periods in which the clock was behind. What was stored in them looks older than it is.</summary>
    public IReadOnlyList<PeriodBehind> Behind => [.. _behind];

    public void Remember(IEnumerable<PeriodBehind> behind)
    {
        _behind.AddRange(behind);
        if (_behind.Count > MaxPeriods) _behind.RemoveRange(0, _behind.Count - MaxPeriods);
    }

    /// <summary>Continues a doubt of an earlier run of the program, if the monotonic clock still counts from the same origin.</summary>
    public void Resume(IReadOnlyList<DoubtedPeriod> periods)
    {
        if (periods.Count == 0) return;
        _periods.Clear();
        _periods.AddRange(periods);
        _isDoubted = true;
    }

    /// <summary>Takes a reading of both clocks.</summary>
    /// <param name="isDoubted">True when the time shown may not judge anything.</param>
    public void Observe(DateTimeOffset shown, TimeSpan elapsed, bool isDoubted)
    {
        if (!isDoubted && !_isDoubted) return;
        if (!_isDoubted) _periods.Clear();
        else Extend(shown, elapsed);
        if (isDoubted && (!_isDoubted || _periods[^1].Shift != TimeSpan.Zero)) _periods.Add(new(shown, shown, elapsed, TimeSpan.Zero));
        if (_periods.Count > MaxPeriods) _periods.RemoveAt(0);
        if (_isDoubted && !isDoubted)
            Remember(_periods.Where(p => p.Shift > NoticeableStep)
                .Select(p => new PeriodBehind(p.From - NoticeableStep, p.Until + NoticeableStep, shown)));
        _isDoubted = isDoubted;
    }

    /// <summary>Returns the true time of one that was stored in the last doubt; null if it cannot be told.</summary>
    public DateTimeOffset? Correct(DateTimeOffset stored)
    {
        if (_isDoubted) return null;
        var period = _periods.FindLast(p => stored >= p.From - NoticeableStep && stored <= p.Until + NoticeableStep);
        return period is null ? null : stored + period.Shift;
    }

    private void Extend(DateTimeOffset shown, TimeSpan elapsed)
    {
        var last = _periods[^1];
        var until = last.Until + (elapsed - last.Elapsed);
        _periods[^1] = last with { Until = until, Elapsed = elapsed };
        var step = shown - until;
        if (step.Duration() <= NoticeableStep) return;
        for (var i = 0; i < _periods.Count; i++) _periods[i] = _periods[i] with { Shift = _periods[i].Shift + step };
    }
}

/// <summary>A period of a doubt in which the host's clock was not moved.</summary>
/// <param name="From">The first time that the clock showed.</param>
/// <param name="Until">The last time that it showed.</param>
/// <param name="Elapsed">The reading of the monotonic clock at <paramref name="Until"/>.</param>
/// <param name="Shift">The sum of the steps of the clock since then; added to a time of this period, it gives the true one.</param>
public sealed record DoubtedPeriod(DateTimeOffset From, DateTimeOffset Until, TimeSpan Elapsed, TimeSpan Shift);

/// <summary>A period in which the host's clock was behind, as it showed it then.</summary>
/// <param name="EndedAt">The true time at which the clock was put right.</param>
public sealed record PeriodBehind(DateTimeOffset From, DateTimeOffset Until, DateTimeOffset EndedAt)
{
    public bool Contains(DateTimeOffset stored) => stored >= From && stored <= Until;
}
