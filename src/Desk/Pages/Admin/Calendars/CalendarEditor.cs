using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Admin.Calendars;

/// <summary>The calendar that an edit is about, in the version that its form showed.</summary>
/// <param name="By">The user name of the editor.</param>
internal sealed record CalendarEdit(string Department, long Version, string By);

/// <summary>The outcome of an edit.</summary>
/// <param name="Meanwhile">The calendar as it is stored, when somebody else changed it after the form was shown.</param>
internal sealed record CalendarEditResult(IReadOnlyList<FieldFault> Faults, StoredCalendars? Meanwhile = null)
{
    public bool IsDone => Faults.Count == 0 && Meanwhile is null;
}

/// <summary>Saves edits of calendars. An edit is checked against what is stored at that moment, together with the whole calendar.</summary>
internal sealed class CalendarEditor(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, CalendarStore store, PromisePolicy policy, IOptions<DeskOptions> desk)
{
    public TimeZoneInfo Zone => desk.Value.DisplayTimeZone;

    public async Task<StoredCalendars> ReadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await StoredCalendars.ReadAsync(db, cancellation);
    }

    /// <summary>Saves the week outside of all seasons, or a season.</summary>
    public Task<CalendarEditResult> SaveWeekAsync(CalendarEdit edit, WeekForm form, CancellationToken cancellation) => ChangeAsync(
        edit, (unit, stored) =>
        {
            var own = GetPatterns(stored, edit.Department, unit);
            var week = StoredCalendars.FormatWeek(form.ToPattern());
            if (form.Season is not { } season)
            {
                CalendarPatternRow all = new() { Id = unit.NewId(), Department = edit.Department, Hours = week };
                return (WithPatterns(stored, edit.Department, [all, .. own.Where(p => p.FirstDay is not null)]), form.RestsOnHolidays);
            }

            CalendarPatternRow row = new()
            {
                Id = unit.NewId(), Department = edit.Department, Hours = week,
                FirstDay = SeasonDay.TryParse(form.First)?.ToString(), LastDay = SeasonDay.TryParse(form.Last)?.ToString(),
            };
            return (WithPatterns(stored, edit.Department, [.. own.Where(p => p.FirstDay is null || p.FirstDay != season), row]),
                stored.RestsOnHolidays(edit.Department));
        }, cancellation);

    public Task<CalendarEditResult> DeleteSeasonAsync(CalendarEdit edit, string season, CancellationToken cancellation) => ChangeAsync(
        edit, (unit, stored) => (WithPatterns(stored, edit.Department,
            [.. GetPatterns(stored, edit.Department, unit).Where(p => p.FirstDay is null || p.FirstDay != season)]),
            stored.RestsOnHolidays(edit.Department)), cancellation);

    /// <summary>
    /// The number of due times that are counted by a calendar and still lie ahead, so that its editor knows what a change moves: slips of
    /// the department, and for the centre cycles in working time and slips of all departments without a calendar of their own.
    /// </summary>
    public async Task<int> CountDueTimesAsync(string department, StoredCalendars stored, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var slips = db.Slips.Where(s => s.WorkingTime != null && s.NextCheckAt != null && s.DueAt > now);
        if (department != CalendarRow.Centre) return await slips.CountAsync(s => s.Department == department, cancellation);
        var own = stored.Calendars.Select(calendar => calendar.Department).ToList();
        return await slips.CountAsync(s => !own.Contains(s.Department), cancellation) + await db.Cycles.CountAsync(
            c => c.WorkingTime != null && c.NextCheckAt != null && c.State == CycleState.Open && c.DueAt > now, cancellation);
    }

    /// <summary>The name of the member of staff who edited a calendar last; null if there is none such.</summary>
    public async Task<string?> ReadEditorNameAsync(CalendarRow? edited, CancellationToken cancellation)
    {
        if (edited is null) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Users.Where(member => member.UserName == edited.ChangedBy).Select(member => member.DisplayName)
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Deletes the own calendar of a department, which then has that of the centre.</summary>
    public Task<CalendarEditResult> DeleteOwnAsync(CalendarEdit edit, CancellationToken cancellation) => SaveAsync(async unit =>
    {
        var (department, stored) = (edit.Department, await StoredCalendars.ReadAsync(unit.Db, cancellation));
        if ((stored.Find(department)?.Version ?? 0) != edit.Version) return new([], stored);
        await unit.Db.Set<CalendarPatternRow>().Where(p => p.Department == department).ExecuteDeleteAsync(cancellation);
        await unit.Db.Set<CalendarRow>().Where(c => c.Department == department).ExecuteDeleteAsync(cancellation);
        return new CalendarEditResult([]);
    }, cancellation);

    public Task<CalendarEditResult> AddDaysAsync(SpecialDaysForm form, CancellationToken cancellation) => SaveAsync(async unit =>
    {
        var stored = await StoredCalendars.ReadAsync(unit.Db, cancellation);
        var days = form.ListDays().ToList();
        if (stored.SpecialDays.FirstOrDefault(day => days.Contains(day.Day)) is { } taken)
            return new([new("from", "dayTaken", ("day", taken.Day.ToString("yyyy-MM-dd", null)))]);
        var hours = HoursText.Format(HoursText.TryParse(form.Hours) ?? []);
        foreach (var day in days) unit.Db.Add(new SpecialDayRow { Day = day, Hours = hours, Note = form.Note });
        return new CalendarEditResult([]);
    }, cancellation);

    public Task<CalendarEditResult> DeleteDayAsync(DateOnly day, DateOnly today, CancellationToken cancellation) => SaveAsync(async unit =>
    {
        if (day < today) return new([new("from", "dayIsOver")]);
        await unit.Db.Set<SpecialDayRow>().Where(row => row.Day == day).ExecuteDeleteAsync(cancellation);
        return new CalendarEditResult([]);
    }, cancellation);

    private Task<CalendarEditResult> ChangeAsync(
        CalendarEdit edit, Func<WriteUnit, StoredCalendars, (StoredCalendars Changed, bool Rests)> change,
        CancellationToken cancellation) => SaveAsync(async unit =>
    {
        var stored = await StoredCalendars.ReadAsync(unit.Db, cancellation);
        if ((stored.Find(edit.Department)?.Version ?? 0) != edit.Version) return new([], stored);
        var (changed, rests) = change(unit, stored);
        CalendarRow row = new()
        {
            // A number that no earlier calendar of the department had: one that was deleted must not count as this one.
            Department = edit.Department, RestsOnHolidays = rests, Version = unit.NewId(), ChangedAt = unit.Now, ChangedBy = edit.By,
        };
        changed = changed with { Calendars = [.. changed.Calendars.Where(c => c.Department != edit.Department), row] };
        if (FindFault(changed.Define(edit.Department, Zone), edit.Department, unit.Now) is { } fault) return new([fault]);
        await unit.Db.Set<CalendarPatternRow>().Where(p => p.Department == edit.Department).ExecuteDeleteAsync(cancellation);
        await unit.Db.Set<CalendarRow>().Where(c => c.Department == edit.Department).ExecuteDeleteAsync(cancellation);
        unit.Db.AddRange(changed.Patterns.Where(p => p.Department == edit.Department));
        unit.Db.Add(row);
        return new CalendarEditResult([]);
    }, cancellation);

    /// <summary>Writes an edit, counts it as a change of the calendars, and puts it in force.</summary>
    private async Task<CalendarEditResult> SaveAsync(Func<WriteUnit, Task<CalendarEditResult>> edit, CancellationToken cancellation)
    {
        var result = await writer.WriteAsync(async unit =>
        {
            var outcome = await edit(unit);
            if (outcome.IsDone && await unit.Db.Set<CalendarStateRow>().SingleOrDefaultAsync(cancellation) is { } state)
                (state.Version, state.ChangedAt) = (state.Version + 1, unit.Now);
            return outcome;
        }, cancellation);
        if (result.IsDone) await store.LoadAsync(cancellation);
        return result;
    }

    // The longest rule must end within the horizon, or a due time would lie there instead of where the rule puts it.
    private FieldFault? FindFault(CalendarDefinition definition, string department, DateTimeOffset now) => definition.FindFault() switch
    {
        CalendarFault.OverlappingSeasons or CalendarFault.InvalidSeason => new("first", "seasonOverlaps"),
        CalendarFault.NoHours => new(WeekForm.FieldFor(DayOfWeek.Monday), "noOpenHour"),
        { } => new(WeekForm.FieldFor(DayOfWeek.Monday), "hoursOverlap"),
        null when department == CalendarRow.Centre && new WorkingCalendar(definition).FindEnd(now, policy.LongestWorkingTime) is null =>
            new(WeekForm.FieldFor(DayOfWeek.Monday), "tooFewHours"),
        null => null,
    };

    private static StoredCalendars WithPatterns(StoredCalendars stored, string department, IEnumerable<CalendarPatternRow> patterns) =>
        stored with { Patterns = [.. stored.Patterns.Where(p => p.Department != department), .. patterns] };

    /// <summary>The own patterns of a calendar; copies of the centre's where a department gets its first one.</summary>
    private static IEnumerable<CalendarPatternRow> GetPatterns(StoredCalendars stored, string department, WriteUnit unit)
    {
        var owner = stored.Find(department) is null ? CalendarRow.Centre : department;
        return stored.Patterns.Where(p => p.Department == owner).Select(p => owner == department ? p : new()
        {
            Id = unit.NewId(), Department = department, FirstDay = p.FirstDay, LastDay = p.LastDay, Hours = p.Hours,
        }).ToList();
    }
}
