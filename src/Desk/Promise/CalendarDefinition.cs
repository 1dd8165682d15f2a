namespace EcomCenter.Desk.Promise;

public enum CalendarFault
{
    /// <summary>The end of working hours is not after their start, or one of them lies outside the day.</summary>
    InvalidHours,
    OverlappingHours,
    InvalidSeason,
    OverlappingSeasons,

    /// <summary>Two exceptions for the same day.</summary>
    RepeatedDay,

    /// <summary>There is no weekday, in no season, with any hours. Exceptions do not count, because they end.</summary>
    NoHours,
}

/// <summary>The rules that a <see cref="WorkingCalendar"/> is made from.</summary>
public sealed record CalendarDefinition
{
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The hours of days that are in no season.</summary>
    public required WeeklyPattern Weekly { get; init; }

    public IReadOnlyList<CalendarSeason> Seasons { get; init; } = [];

    public IReadOnlyList<SpecialDay> SpecialDays { get; init; } = [];

    /// <summary>Returns the fault for which no calendar can be made; null when there is none.</summary>
    public CalendarFault? FindFault()
    {
        var days = ListPatterns().SelectMany(pattern => Enum.GetValues<DayOfWeek>().Select(pattern.On))
            .Concat(SpecialDays.Select(special => special.Hours)).ToList();
        if (days.Exists(hours => hours.Any(part => !part.IsValid))) return CalendarFault.InvalidHours;
        if (days.Exists(hours => !WorkingHours.AreInOrder(hours))) return CalendarFault.OverlappingHours;
        if (Seasons.Any(season => !season.First.IsValid || !season.Last.IsValid)) return CalendarFault.InvalidSeason;
        if (HasOverlappingSeasons()) return CalendarFault.OverlappingSeasons;
        if (SpecialDays.DistinctBy(special => special.Day).Count() < SpecialDays.Count) return CalendarFault.RepeatedDay;
        return MonthDay.All.Any(day => PatternOn(day).HasHours) ? null : CalendarFault.NoHours;
    }

    public WeeklyPattern PatternOn(MonthDay day) => Seasons.FirstOrDefault(season => season.Contains(day))?.Pattern ?? Weekly;

    private IEnumerable<WeeklyPattern> ListPatterns() => Seasons.Select(season => season.Pattern).Prepend(Weekly);

    private bool HasOverlappingSeasons() =>
        Seasons.Index().Any(season => Seasons.Skip(season.Index + 1).Any(season.Item.Overlaps));
}
