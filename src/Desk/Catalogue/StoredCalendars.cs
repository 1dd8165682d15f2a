using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Catalogue;

/// <summary>The calendars as stored, and the rules by which they become working calendars.</summary>
public sealed record StoredCalendars(
    IReadOnlyList<CalendarRow> Calendars, IReadOnlyList<CalendarPatternRow> Patterns, IReadOnlyList<SpecialDayRow> SpecialDays,
    long Version)
{
    /// <summary>Monday to Sunday, the order in which a week is stored and shown.</summary>
    public static IReadOnlyList<DayOfWeek> Week { get; } =
        [.. Enum.GetValues<DayOfWeek>().OrderBy(day => day is DayOfWeek.Sunday).ThenBy(day => day)];

    public static async Task<StoredCalendars> ReadAsync(DeskDb db, CancellationToken cancellation) => new(
        await db.Set<CalendarRow>().AsNoTracking().ToListAsync(cancellation),
        await db.Set<CalendarPatternRow>().AsNoTracking().OrderBy(p => p.Id).ToListAsync(cancellation),
        await db.Set<SpecialDayRow>().AsNoTracking().OrderBy(d => d.Day).ToListAsync(cancellation),
        await db.Set<CalendarStateRow>().Select(s => s.Version).SingleOrDefaultAsync(cancellation));

    public static string FormatWeek(WeeklyPattern pattern) => string.Join('\n', Week.Select(day => HoursText.Format(pattern.On(day))));

    public static WeeklyPattern ParseWeek(string stored)
    {
        var lines = stored.Split('\n');
        return new(day => Week.ToList().IndexOf(day) is var line && line < lines.Length ? HoursText.TryParse(lines[line]) ?? [] : []);
    }

    /// <summary>The calendar that was edited for the centre or the department; null if it has none of its own.</summary>
    public CalendarRow? Find(string department) => Calendars.FirstOrDefault(row => row.Department == department);

    public bool RestsOnHolidays(string department) => Find(department)?.RestsOnHolidays ?? department != CalendarRow.Centre;

    /// <summary>
    /// The rules of the centre's or a department's calendar. A department without one of its own has the week of the centre, but rests on
    /// public holidays. An exception of the centre closes or opens everybody, and comes before a holiday.
    /// </summary>
    public CalendarDefinition Define(string department, TimeZoneInfo zone)
    {
        var owner = Find(department) is null ? CalendarRow.Centre : department;
        var patterns = Patterns.Where(pattern => pattern.Department == owner).ToList();
        var definition = new CalendarDefinition
        {
            Zone = zone,
            Weekly = patterns.Find(pattern => pattern.FirstDay is null) is { } all ? ParseWeek(all.Hours) : WeeklyPattern.SevenDays,
            Seasons = [.. patterns.Select(ToSeason).OfType<CalendarSeason>()],
        };
        var exceptions = SpecialDays.Select(day => new SpecialDay(day.Day, HoursText.TryParse(day.Hours) ?? [])).ToList();
        var holidays = RestsOnHolidays(department) ? PublicHolidays.All.Select(day => ToSpecialDay(day, definition)) : [];
        return definition with { SpecialDays = [.. exceptions.Concat(holidays.OfType<SpecialDay>()).DistinctBy(day => day.Day)] };
    }

    private static CalendarSeason? ToSeason(CalendarPatternRow row) =>
        MonthDay.TryParse(row.FirstDay) is { } first && MonthDay.TryParse(row.LastDay) is { } last
            ? new(first, last, ParseWeek(row.Hours)) : null;

    /// <summary>Null for a worked weekend day on which the calendar is open anyway.</summary>
    private static SpecialDay? ToSpecialDay(PublicHoliday holiday, CalendarDefinition definition)
    {
        if (holiday.IsOff) return new(holiday.Day, []);
        var pattern = definition.PatternOn(MonthDay.From(holiday.Day));
        return pattern.On(holiday.Day.DayOfWeek).Count > 0 ? null : new(holiday.Day, pattern.OnOrdinaryDay());
    }
}
