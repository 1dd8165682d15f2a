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

    private readonly List<Period> _periods = [];
    private bool _isDoubted;

    /// <summary>The first time that the clock showed in the doubt; null when it is believed.</summary>
    public DateTimeOffset? DoubtedFrom => _isDoubted ? _periods[^1].From : null;

    /// <summary>Continues a doubt of an earlier run of the program, if the monotonic clock still counts from the same origin.</summary>
    public void Resume(DateTimeOffset from, DateTimeOffset until, TimeSpan elapsed)
    {
        _periods.Clear();
        _periods.Add(new(from, until, elapsed, TimeSpan.Zero));
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

    private sealed record Period(DateTimeOffset From, DateTimeOffset Until, TimeSpan Elapsed, TimeSpan Shift);
}
