namespace EcomCenter.Desk.Catalogue;

/// <summary>A calendar that was edited: that of the centre, or of a department with its own.</summary>
public sealed class CalendarRow
{
    /// <summary>The department code of the centre's own calendar.</summary>
    public const string Centre = "";

    public required string Department { get; init; }

    /// <summary>True when public holidays close it, and weekend days that are worked instead open it.</summary>
    public required bool RestsOnHolidays { get; set; }

    /// <summary>Grows with each change, so that an edit of an older state is noticed.</summary>
    public required long Version { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>The user name of the member of staff who changed it last.</summary>
    public required string ChangedBy { get; set; }
}

/// <summary>The weekly pattern of a calendar, for the whole year or for a season.</summary>
public sealed class CalendarPatternRow
{
    public required long Id { get; init; }

    public required string Department { get; init; }

    /// <summary>The first day of the season as <c>MM-dd</c>; null for the pattern outside of all seasons.</summary>
    public string? FirstDay { get; set; }

    public string? LastDay { get; set; }

    /// <summary>Seven lines from Monday to Sunday, each as staff type it: <c>10:00-14:00, 15:30-19:30</c>, empty when closed.</summary>
    public required string Hours { get; set; }
}

/// <summary>A dated exception, for the centre and all departments.</summary>
public sealed class SpecialDayRow
{
    public required DateOnly Day { get; init; }

    /// <summary>The hours of the day; empty when everything is closed.</summary>
    public required string Hours { get; init; }

    public required string Note { get; init; }
}

/// <summary>The one row that says which state of the calendars is stored, and for which the due times were computed again.</summary>
public sealed class CalendarStateRow
{
    public const int OnlyId = 1;

    public required int Id { get; init; }

    /// <summary>Grows with each change of any calendar or exception.</summary>
    public required long Version { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>The fingerprint of the calendars by which all open cycles in working time were computed last.</summary>
    public required string RecomputedFor { get; set; }
}
