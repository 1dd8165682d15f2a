using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Supervisor.Wall;

/// <summary>
/// The screen on the office wall: the supervisor's figures without the names of people, readable from metres. Everybody who may read
/// tickets may open it, and an agent sees the figures of her department.
/// </summary>
public static class WallPages
{
    public const string Path = "/wall";

    private const int Weeks = 8;

    public static void MapWall(this IEndpointRouteBuilder app) =>
        app.MapGet(Path, ShowAsync).RequireRight(Right.ReadTickets).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(
        HttpContext http, TrendCache trends, IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> options, TimeProvider time,
        CancellationToken cancellation)
    {
        var actor = http.RequireActor();
        var trend = await trends.ReadAsync(actor, new(), Weeks, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var snapshot = await db.BeginSnapshotAsync(cancellation);
        var now = time.GetUtcNow();
        var open = await OpenTicketCounts.ReadAsync(
            db, ReadScope.ForActor(actor), DueLimits.At(now, options.Value.DisplayTimeZone), cancellation);
        return PageResult.For<WallPage>(new
        {
            Trend = trend, Sequence = await db.Events.MaxAsync(e => (long?)e.Sequence, cancellation) ?? 0,
            Queue = await QueueFigures.ReadAsync(db, db.ReadableTickets(actor), open, now, cancellation),
            Department = ReadScope.ForActor(actor).Department,
        });
    }
}
