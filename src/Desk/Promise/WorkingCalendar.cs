namespace EcomCenter.Desk.Promise;

/// <summary>
/// Computes with working time. Days are those of its time zone; results are in UTC. Adding and measuring are inverse, also where clocks are
/// put forward or back: measured is the time that really passes.
/// </summary>
public sealed class WorkingCalendar
{
    /// <summary>The longest search for an open hour. It ends every computation, whatever the calendar.</summary>
    public static TimeSpan Horizon { get; } = TimeSpan.FromDays(HorizonDays);

    private const int HorizonDays = 3653;

    private readonly TimeZoneInfo _zone;
    private readonly Dictionary<MonthDay, WeeklyPattern> _patterns;
    private readonly Dictionary<DateOnly, IReadOnlyList<WorkingHours>> _specialDays;

    /// <exception cref="ArgumentException">The definition has a fault, for example no open hour at all.</exception>
    public WorkingCalendar(CalendarDefinition definition)
    {
        if (definition.FindFault() is { } fault) throw new ArgumentException($"The calendar is refused: {fault}.", nameof(definition));
        _zone = definition.Zone;
        _patterns = MonthDay.All.ToDictionary(day => day, definition.PatternOn);
        _specialDays = definition.SpecialDays.ToDictionary(special => special.Day, special => special.Hours);
    }

    /// <summary>The calendar of a centre that set none: the hours that residents are told, seven days a week.</summary>
    public static WorkingCalendar CreateDefault(TimeZoneInfo zone) => new(new() { Zone = zone, Weekly = WeeklyPattern.SevenDays });

    /// <summary>
    /// Returns the earliest moment at which this much working time has passed since the start; the start itself for none.
    /// </summary>
    /// <exception cref="InvalidOperationException">So much working time does not pass within <see cref="Horizon"/>.</exception>
    public DateTimeOffset Add(DateTimeOffset start, TimeSpan workingTime) => FindEnd(start, workingTime)
        ?? throw new InvalidOperationException($"{workingTime} of working time do not pass within {HorizonDays} days after {start:O}.");

    /// <summary>Does the same as <see cref="Add"/>, but returns null when so much working time does not pass within the horizon.</summary>
    public DateTimeOffset? FindEnd(DateTimeOffset start, TimeSpan workingTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingTime, TimeSpan.Zero);
        if (workingTime == TimeSpan.Zero) return start.ToUniversalTime();
        var left = workingTime;
        foreach (var span in ListSpansAfter(start))
        {
            var begin = span.Start > start ? span.Start : start.ToUniversalTime();
            if (span.End - begin >= left) return begin + left;
            left -= span.End - begin;
        }

        return null;
    }

    /// <summary>
    /// Returns the latest moment from which this much working time passes until the end; null if it does not pass within the horizon.
    /// </summary>
    public DateTimeOffset? FindStart(DateTimeOffset end, TimeSpan workingTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingTime, TimeSpan.Zero);
        if (workingTime == TimeSpan.Zero) return end.ToUniversalTime();
        var left = workingTime;
        foreach (var span in ListSpansBefore(end))
        {
            var stop = span.End < end ? span.End : end.ToUniversalTime();
            if (stop - span.Start >= left) return stop - left;
            left -= stop - span.Start;
        }

        return null;
    }

    /// <summary>Returns the working time between two moments; negative when the second is the earlier one.</summary>
    public TimeSpan Measure(DateTimeOffset from, DateTimeOffset to)
    {
        if (to < from) return -Measure(to, from);
        var passed = TimeSpan.Zero;
        for (var day = FirstDayToSearch(from); day <= LastDayToSearch(to); day = day.AddDays(1))
        {
            foreach (var (start, end) in ListSpansOn(day))
            {
                var (begin, stop) = (start > from ? start : from, end < to ? end : to);
                if (stop > begin) passed += stop - begin;
            }
        }

        return passed;
    }

    public bool IsOpen(DateTimeOffset at) => FindOpening(at) == at;

    /// <summary>Returns the first staffed moment at or after a time; null if there is none within the horizon.</summary>
    public DateTimeOffset? FindOpening(DateTimeOffset at)
    {
        foreach (var span in ListSpansAfter(at)) return span.Start > at ? span.Start : at.ToUniversalTime();
        return null;
    }

    /// <summary>
    /// Returns the last staffed moment at or before a time: the time itself when it is staffed, otherwise the end of the hours before it.
    /// Null if there are none within the horizon.
    /// </summary>
    public DateTimeOffset? FindClosing(DateTimeOffset at)
    {
        if (IsOpen(at)) return at.ToUniversalTime();
        foreach (var span in ListSpansBefore(at)) return span.End < at ? span.End : at.ToUniversalTime();
        return null;
    }

    /// <summary>
    /// Returns the time itself when it is staffed, otherwise the beginning of the last hour that is staffed before it, so that somebody has
    /// that hour to act. Null if there is none within the horizon.
    /// </summary>
    public DateTimeOffset? FindStaffedHour(DateTimeOffset at, TimeSpan length)
    {
        foreach (var span in ListSpansBefore(at.AddTicks(1)))
            return span.End > at ? at.ToUniversalTime() : span.End - span.Start > length ? span.End - length : span.Start;
        return null;
    }

    /// <summary>The hours of a day, in order; none when it is closed.</summary>
    public IReadOnlyList<WorkingHours> HoursOn(DateOnly day) =>
        _specialDays.GetValueOrDefault(day) ?? _patterns[MonthDay.From(day)].On(day.DayOfWeek);

    private IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> ListSpansAfter(DateTimeOffset at)
    {
        var day = FirstDayToSearch(at);
        for (var i = 0; i <= HorizonDays; i++, day = day.AddDays(1))
        {
            foreach (var span in ListSpansOn(day))
            {
                if (span.End > at) yield return span;
            }
        }
    }

    private IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> ListSpansBefore(DateTimeOffset at)
    {
        var day = LastDayToSearch(at);
        for (var i = 0; i <= HorizonDays; i++, day = day.AddDays(-1))
        {
            foreach (var span in ListSpansOn(day).Reverse())
            {
                if (span.Start < at) yield return span;
            }
        }
    }

    // One day around, because a clock that is put back at midnight shows the end of a day again after the next one has begun.
    private DateOnly FirstDayToSearch(DateTimeOffset at) => LocalDays.FromTime(at, _zone).AddDays(-1);

    private DateOnly LastDayToSearch(DateTimeOffset at) => LocalDays.FromTime(at, _zone).AddDays(1);

    private IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> ListSpansOn(DateOnly day) =>
        HoursOn(day).Select(hours => (LocalDays.FindMoment(day, hours.Start, _zone), LocalDays.FindMoment(day, hours.End, _zone)))
            .Where(span => span.Item2 > span.Item1);
}
