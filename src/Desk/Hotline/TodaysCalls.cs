using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Hotline;

/// <summary>The calls that came today, the last entered first.</summary>
public sealed class TodaysCalls(IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> options, TimeProvider time)
{
    // Only ids tell what is new without looking at everything; a day has fewer matters than this.
    private const int Newest = 2000, Most = 50;

    public async Task<IReadOnlyList<Ticket>> ListAsync(CancellationToken cancellation)
    {
        var zone = options.Value.ShownTimeZone;
        var today = TimeZoneInfo.ConvertTime(time.Now(), zone).Date;
        var since = new DateTimeOffset(today, zone.GetUtcOffset(today)).ToUniversalTime();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Tickets.AsNoTracking().OrderByDescending(t => t.Id).Take(Newest)
            .Where(t => t.Channel == ContactChannel.Hotline && t.ReceivedAt >= since).OrderByDescending(t => t.Id).Take(Most)
            .Include(t => t.Person).ToListAsync(cancellation);
    }
}
