using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// Reads the duty roster into the <see cref="RosterCache"/>: at start, after an edit and with each sweep, because another node may have
/// edited it or an account may have been deactivated. Who may not sign in any more, or not do duty in a new role, is on no duty.
/// </summary>
public sealed class RosterStore(
    IDbContextFactory<DeskDb> contexts, RosterCache cache, IOptions<DeskOptions> desk, TimeProvider time)
{
    /// <summary>The days ahead that are kept in memory.</summary>
    private const int DaysAhead = 60;

    public async Task LoadAsync(CancellationToken cancellation)
    {
        var zone = desk.Value.DisplayTimeZone;
        var today = LocalDays.FromTime(time.GetUtcNow(), zone);
        var (from, until) = (today.AddDays(-1), today.AddDays(DaysAhead));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.Set<RosterRow>().AsNoTracking().Where(row => row.Day >= from && row.Day <= until).ToListAsync(cancellation);
        var heads = await db.Set<CentreHeadRow>().AsNoTracking().Select(head => head.User).ToListAsync(cancellation);
        var planned = rows.Select(row => row.User).Concat(heads).ToHashSet();
        var active = await db.Users.AsNoTracking().Where(member => member.Active && planned.Contains(member.UserName!))
            .ToListAsync(cancellation);
        var named = active.Select(member => member.UserName).ToHashSet();
        var onDuty = active.Where(member => Authority.May(member.ToActor(), Right.KeepDuty)).Select(member => member.UserName)
            .ToHashSet();
        var shifts = rows.Where(row => onDuty.Contains(row.User)).SelectMany(row => ToShifts(row, zone));
        cache.Replace(new(shifts, heads.Where(named.Contains)));
    }

    private static IEnumerable<DutyShift> ToShifts(RosterRow row, TimeZoneInfo zone) => (HoursText.TryParse(row.Hours) ?? []).Select(
        hours => new DutyShift(LocalDays.FindMoment(row.Day, hours.Start, zone), LocalDays.FindMoment(row.Day, hours.End, zone), row.User,
            row.IsLead));
}
