using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Admin.Rosters;

/// <summary>The stored roster of a week.</summary>
/// <param name="Staff">The staff who may be on duty, with their names: clerks and supervisors, and whoever is planned already.</param>
public sealed record RosterWeek(
    DateOnly Monday, RosterWeekRow? Edited, IReadOnlyList<RosterRow> Rows, IReadOnlyList<(string User, string Name)> Staff,
    IReadOnlyList<string> Heads)
{
    /// <summary>The name of the member of staff who edited the week last.</summary>
    public string? EditorName { get; init; }

    public long Version => Edited?.Version ?? 0;
}

/// <summary>Reads and saves the roster, a week at a time, and the heads of the centre.</summary>
internal sealed class RosterEditor(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, RosterStore store, IOptions<DeskOptions> desk)
{
    public TimeZoneInfo Zone => desk.Value.DisplayTimeZone;

    public async Task<RosterWeek> ReadAsync(DateOnly monday, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await ListRowsAsync(db, monday, cancellation);
        var planned = rows.Select(row => row.User).ToHashSet();
        var heads = await db.Set<CentreHeadRow>().AsNoTracking().Select(head => head.User).ToListAsync(cancellation);
        var members = await db.Users.AsNoTracking().Where(member => member.Active).OrderBy(m => m.UserName).ToListAsync(cancellation);
        var staff = members.Where(member => member.Role is StaffRole.Clerk or StaffRole.Supervisor
            || planned.Contains(member.UserName ?? "") || heads.Contains(member.UserName ?? ""));
        var edited = await db.Set<RosterWeekRow>().AsNoTracking().FirstOrDefaultAsync(week => week.Monday == monday, cancellation);
        return new(monday, edited, rows, [.. staff.Select(member => (member.UserName ?? "", member.DisplayName))], heads)
        {
            EditorName = edited is null ? null : await db.Users.Where(member => member.UserName == edited.ChangedBy)
                .Select(member => member.DisplayName).FirstOrDefaultAsync(cancellation),
        };
    }

    /// <summary>Saves the days from today on. Returns false when somebody else saved the week after the form was shown.</summary>
    public async Task<bool> SaveAsync(
        RosterForm form, IReadOnlyCollection<string> users, long version, DateOnly today, string by, CancellationToken cancellation)
    {
        var isSaved = await writer.WriteAsync(async unit =>
        {
            var edited = await unit.Db.Set<RosterWeekRow>().FirstOrDefaultAsync(week => week.Monday == form.Monday, cancellation);
            if ((edited?.Version ?? 0) != version) return false;
            var days = form.Days.Where(day => day >= today).ToList();
            await unit.Db.Set<RosterRow>().Where(row => days.Contains(row.Day)).ExecuteDeleteAsync(cancellation);
            unit.Db.AddRange(days.SelectMany(day => form.ToRows(day, users)));
            if (edited is null)
                unit.Db.Add(new RosterWeekRow { Monday = form.Monday, Version = 1, ChangedAt = unit.Now, ChangedBy = by });
            else (edited.Version, edited.ChangedAt, edited.ChangedBy) = (version + 1, unit.Now, by);
            return true;
        }, cancellation);
        if (isSaved) await store.LoadAsync(cancellation);
        return isSaved;
    }

    /// <summary>Names the heads. Returns false when they are no longer those that the form showed.</summary>
    public async Task<bool> SaveHeadsAsync(
        IReadOnlyCollection<string> users, IReadOnlyCollection<string> shown, CancellationToken cancellation)
    {
        var isSaved = await writer.WriteAsync(async unit =>
        {
            var stored = await unit.Db.Set<CentreHeadRow>().Select(head => head.User).ToListAsync(cancellation);
            if (!stored.ToHashSet().SetEquals(shown)) return false;
            await unit.Db.Set<CentreHeadRow>().ExecuteDeleteAsync(cancellation);
            unit.Db.AddRange(users.Select(user => new CentreHeadRow { User = user }));
            return true;
        }, cancellation);
        if (isSaved) await store.LoadAsync(cancellation);
        return isSaved;
    }

    private static Task<List<RosterRow>> ListRowsAsync(DeskDb db, DateOnly monday, CancellationToken cancellation)
    {
        var end = monday.AddDays(7);
        return db.Set<RosterRow>().AsNoTracking().Where(row => row.Day >= monday && row.Day < end).OrderBy(row => row.Day)
            .ThenBy(row => row.User).ToListAsync(cancellation);
    }
}
