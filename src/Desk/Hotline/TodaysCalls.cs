using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Hotline;

/// <summary>A page of today's calls.</summary>
public sealed record CallsShown(IReadOnlyList<Ticket> Calls, int Page, bool HasMore);

/// <summary>Lists the calls received today, the latest first.</summary>
public sealed class TodaysCalls(IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> options, TimeProvider time)
{
    // Bounds the scan: the newest ids are found without reading all tickets. A day has fewer tickets than this.
    private const int Newest = 2000;

    public const int Most = 50;

    public async Task<CallsShown> ListAsync(int page, CancellationToken cancellation)
    {
        var zone = options.Value.ShownTimeZone;
        var today = TimeZoneInfo.ConvertTime(time.Now(), zone).Date;
        var since = new DateTimeOffset(today, zone.GetUtcOffset(today)).ToUniversalTime();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var calls = await db.Tickets.AsNoTracking().OrderByDescending(t => t.Id).Take(Newest)
            .Where(t => t.Channel == ContactChannel.Hotline && t.ReceivedAt >= since)
            .OrderByDescending(t => t.ReceivedAt).ThenByDescending(t => t.Id)
            .Skip((page - 1) * Most).Take(Most + 1).Include(t => t.Person).ToListAsync(cancellation);
        return new([.. calls.Take(Most)], page, calls.Count > Most);
    }
}
