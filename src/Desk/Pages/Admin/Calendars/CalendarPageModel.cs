using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Promise;

namespace EcomCenter.Desk.Pages.Admin.Calendars;

/// <summary>A form that was refused, which is shown instead of what is stored.</summary>
public sealed record RefusedCalendarForm
{
    public WeekForm? Week { get; init; }

    public SpecialDaysForm? Days { get; init; }

    public string? ErrorKey { get; init; }

    /// <summary>True when somebody else saved the calendar after the form was shown.</summary>
    public bool IsChangedMeanwhile { get; init; }
}

/// <summary>The calendar of the centre or of a department, as the page shows it.</summary>
public sealed record CalendarPageModel(
    string Department, StoredCalendars Stored, TimeZoneInfo Zone, DateOnly Today, RefusedCalendarForm Refused)
{
    private readonly CalendarDefinition _definition = Stored.Define(Department, Zone);

    public CalendarRow? Own { get; } = Stored.Find(Department);

    /// <summary>The name of the member of staff who edited the calendar last.</summary>
    public string? EditorName { get; init; }

    /// <summary>The number of due times ahead that are counted by this calendar.</summary>
    public int DueTimes { get; init; }

    public bool IsCentre => Department == CalendarRow.Centre;

    public long Version => Own?.Version ?? 0;

    public WeekForm Week => Show(
        WeekForm.FromPattern(null, null, null, Stored.RestsOnHolidays(Department), _definition.Weekly));

    public IEnumerable<WeekForm> Seasons => _definition.Seasons
        .Select(season => Show(WeekForm.FromPattern(season.First.ToString(), season.First, season.Last, false, season.Pattern)));

    /// <summary>The form of a new season. A season that somebody else deleted or moved meanwhile is shown there as it was typed.</summary>
    public WeekForm NewSeason => Refused.Week is { } typed && IsNewSeasonTyped
        ? typed with { Season = WeekForm.NewSeason } : WeekForm.Empty(WeekForm.NewSeason);

    /// <summary>True when the form of a new season has what was typed.</summary>
    public bool IsNewSeasonTyped =>
        Refused.Week is { Season: { } season } && _definition.Seasons.All(stored => stored.First.ToString() != season);

    /// <summary>The exceptions of today and later; earlier ones no longer matter to anybody.</summary>
    public IEnumerable<SpecialDayRow> SpecialDays => Stored.SpecialDays.Where(day => day.Day >= Today);

    /// <summary>The number of exceptions after the last day for which the holidays are known.</summary>
    public int DaysEntered => Stored.SpecialDays.Count(day => day.Day > PublicHolidays.KnownUntil);

    public SpecialDaysForm NewDays => Refused.Days ?? SpecialDaysForm.Empty;

    /// <summary>The holidays of the current and the next year.</summary>
    public IEnumerable<PublicHoliday> Holidays => PublicHolidays.All.Where(day => day.Day.Year >= Today.Year);

    /// <summary>The day on which the centre or the department is open today.</summary>
    public IReadOnlyList<WorkingHours> HoursToday => _definition.FindFault() is null ? new WorkingCalendar(_definition).HoursOn(Today) : [];

    private WeekForm Show(WeekForm stored)
    {
        if (Refused.Week is not { } refused || refused.Season != stored.Season) return stored;
        return Refused.IsChangedMeanwhile ? refused with { StoredMeanwhile = stored } : refused;
    }
}
