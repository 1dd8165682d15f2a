namespace EcomCenter.Desk.Promise;

/// <summary>The calendars in force.</summary>
/// <param name="OtherDepartments">The calendar of every department without one of its own.</param>
/// <param name="Fingerprint">A text that differs after every change of the calendars.</param>
public sealed record CalendarSet(
    WorkingCalendar Centre, WorkingCalendar OtherDepartments, IReadOnlyDictionary<string, WorkingCalendar> Departments, string Fingerprint);

/// <summary>
/// The calendars of the centre and its departments in memory, because every new ticket asks them. They are read from the database at
/// start and after each change; until then they are the default.
/// </summary>
public sealed class CalendarCache
{
    private static readonly WorkingCalendar Default =
        WorkingCalendar.CreateDefault(TimeZoneInfo.CreateCustomTimeZone("Beijing", TimeSpan.FromHours(8), null, null));

    private volatile CalendarSet _calendars = new(Default, Default, new Dictionary<string, WorkingCalendar>(), "");

    public CalendarSet Calendars => _calendars;

    /// <summary>The hours in which the centre is staffed.</summary>
    public WorkingCalendar ForCentre => _calendars.Centre;

    /// <summary>The working time of a department; that of departments without a calendar of their own for null.</summary>
    public WorkingCalendar ForDepartment(string? department) =>
        department is not null && _calendars.Departments.GetValueOrDefault(department) is { } own ? own : _calendars.OtherDepartments;

    public void Replace(CalendarSet calendars) => _calendars = calendars;
}
