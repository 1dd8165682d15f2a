using System.Globalization;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Catalogue;

/// <summary>Reads the stored calendars into the <see cref="CalendarCache"/>.</summary>
public sealed partial class CalendarStore(
    IDbContextFactory<DeskDb> contexts, CalendarCache cache, IOptions<DeskOptions> desk, ILogger<CalendarStore> log)
{
    /// <summary>No department has this code, so its calendar is that of all without one of their own.</summary>
    private const string OtherDepartments = "-";

    public WorkingCalendar ForCentre => cache.ForCentre;

    public WorkingCalendar ForDepartment(string? department) => cache.ForDepartment(department);

    public async Task LoadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        cache.Replace(Compose(await StoredCalendars.ReadAsync(db, cancellation)));
    }

    /// <summary>Reads the calendars again if another node changed them.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var version = await db.Set<CalendarStateRow>().Select(s => s.Version).SingleOrDefaultAsync(cancellation);
        if (FormatFingerprint(version) != cache.Calendars.Fingerprint) await LoadAsync(cancellation);
    }

    private CalendarSet Compose(StoredCalendars stored) => new(
        Create(stored, CalendarRow.Centre), Create(stored, OtherDepartments),
        stored.Calendars.Where(row => row.Department != CalendarRow.Centre)
            .ToDictionary(row => row.Department, row => Create(stored, row.Department)),
        FormatFingerprint(stored.Version));

    private WorkingCalendar Create(StoredCalendars stored, string department)
    {
        var definition = stored.Define(department, desk.Value.DisplayTimeZone);
        if (definition.FindFault() is not { } fault) return new(definition);
        LogFaultyCalendar(department, fault);
        return WorkingCalendar.CreateDefault(definition.Zone);
    }

    private string FormatFingerprint(long version) =>
        string.Create(CultureInfo.InvariantCulture, $"{version} {desk.Value.TimeZone} {PublicHolidays.KnownUntil:yyyy-MM-dd}");

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored calendar of '{Department}' is faulty ({Fault}); the default is used")]
    private partial void LogFaultyCalendar(string department, CalendarFault fault);
}
