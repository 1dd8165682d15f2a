using System.Globalization;

namespace EcomCenter.Desk.Promise;

/// <summary>A day of every year.</summary>
public readonly record struct MonthDay(int Month, int Day) : IComparable<MonthDay>
{
    private const int LeapYear = 2024;

    public bool IsValid => Month is >= 1 and <= 12 && Day >= 1 && Day <= DateTime.DaysInMonth(LeapYear, Month);

    /// <summary>The 366 days of a year that has them all.</summary>
    public static IEnumerable<MonthDay> All =>
        Enumerable.Range(0, 366).Select(day => From(new DateOnly(LeapYear, 1, 1).AddDays(day)));

    /// <summary>Reads the form that <see cref="ToString"/> writes; null if the text is none or names no day.</summary>
    public static MonthDay? TryParse(string? text) =>
        text?.Split('-') is [{ Length: 2 } month, { Length: 2 } day]
        && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
        && int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var d)
        && new MonthDay(m, d) is { IsValid: true } valid ? valid : null;

    public static MonthDay From(DateOnly day) => new(day.Month, day.Day);

    public int CompareTo(MonthDay other) => (Month, Day).CompareTo((other.Month, other.Day));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Month:00}-{Day:00}");

    public static bool operator <(MonthDay left, MonthDay right) => left.CompareTo(right) < 0;

    public static bool operator >(MonthDay left, MonthDay right) => left.CompareTo(right) > 0;

    public static bool operator <=(MonthDay left, MonthDay right) => left.CompareTo(right) <= 0;

    public static bool operator >=(MonthDay left, MonthDay right) => left.CompareTo(right) >= 0;
}

/// <summary>A part of every year with a weekly pattern of its own, for example the summer.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day, which belongs to it. Before <paramref name="First"/> when the season lasts into the next year.</param>
public sealed record CalendarSeason(MonthDay First, MonthDay Last, WeeklyPattern Pattern)
{
    public bool Contains(MonthDay day) => First <= Last ? day >= First && day <= Last : day >= First || day <= Last;

    public bool Overlaps(CalendarSeason other) => Contains(other.First) || other.Contains(First);
}

/// <summary>A dated exception from the weekly pattern.</summary>
/// <param name="Hours">The hours of that day, in order; none when it is closed.</param>
public sealed record SpecialDay(DateOnly Day, IReadOnlyList<WorkingHours> Hours);
