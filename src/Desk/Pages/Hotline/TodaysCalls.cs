using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Hotline;

/// <summary>A page of today's calls.</summary>
public sealed record CallPage(Actor Reader, IReadOnlyList<Ticket> Calls, int Page, bool HasMore)
{
    /// <summary>The caller's name; null if it is unknown or the reader may not know it.</summary>
    public string? CallerName(Ticket call) => Authority.MayKnowResident(Reader, call.Anonymity) ? call.Person?.Name : null;
}

/// <summary>Lists the calls received today, the latest first.</summary>
public sealed class TodaysCalls(IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> options, TimeProvider time)
{
    // Bounds the scan: the newest ids are found without reading all tickets. A day has fewer tickets than this.
    private const int MaxScannedTickets = 2000;

    public const int PageSize = 50;

    public async Task<CallPage> ListAsync(Actor actor, int page, CancellationToken cancellation)
    {
        var zone = options.Value.DisplayTimeZone;
        var since = LocalDays.StartOf(LocalDays.FromTime(time.Now(), zone), zone);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var calls = await db.ReadableTickets(actor).OrderByDescending(t => t.Id).Take(MaxScannedTickets)
            .Where(t => t.Channel == ContactChannel.Hotline && t.ReceivedAt >= since)
            .OrderByDescending(t => t.ReceivedAt).ThenByDescending(t => t.Id)
            .Skip((page - 1) * PageSize).Take(PageSize + 1).Include(t => t.Person).ToListAsync(cancellation);
        return new(actor, [.. calls.Take(PageSize)], page, calls.Count > PageSize);
    }
}
