using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Catalogue;

/// <summary>
/// Reminds those who edit calendars that the public holidays of the next year are neither shipped nor entered. Without them departments
/// count as open on holidays, and their due times fall on days when nobody works.
/// </summary>
public sealed class HolidayReminder(IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> desk, TimeProvider time)
{
    public async Task<bool> IsDueAsync(CancellationToken cancellation)
    {
        if (!PublicHolidays.IsNextYearMissing(LocalDays.FromTime(time.GetUtcNow(), desk.Value.DisplayTimeZone))) return false;
        var known = PublicHolidays.KnownUntil;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return !await db.Set<SpecialDayRow>().AnyAsync(day => day.Day > known, cancellation);
    }
}
