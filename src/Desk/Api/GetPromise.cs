using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using EcomCenter.Desk.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /promise</c>: counts the response cycles that started in a period by their state.</summary>
internal sealed class GetPromise(IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> options)
{
    public static IReadOnlyList<string> Parameters { get; } = ["from", "to"];

    private readonly TimeZoneInfo _zone = options.Value.ShownTimeZone;

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var actor = http.Caller();
        if (!Authority.May(actor, Right.ReadTickets)) return ProblemAnswer.Of(StatusCodes.Status403Forbidden);
        var query = new QueryReader(http.Request, Parameters);
        var (from, to) = (query.Time("from", _zone, whole: false), query.Time("to", _zone, whole: true));
        if (to <= from) query.Invalid("to", "beforeFrom");
        if (query.Problem is { } problem) return problem;
        await using var db = await contexts.CreateDbContextAsync(http.RequestAborted);
        var counts = await CountAsync(db, actor, from, to, http.RequestAborted);
        return Answer.Ok(ReportOf(counts, from, to), Answer.Json.PromiseReport);
    }

    private static Task<List<Count>> CountAsync(
        DeskDb db, Actor actor, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellation)
    {
        var cycles = db.Cycles.AsNoTracking();
        if (from is { } start) cycles = cycles.Where(c => c.StartedAt >= start);
        if (to is { } end) cycles = cycles.Where(c => c.StartedAt < end);
        return cycles
            .Join(db.Tickets.ReadableBy(actor), c => c.TicketId, t => t.Id,
                (c, t) => new { t.Kind, t.Channel, t.Department, c.State, Late = c.AnsweredLateAt != null })
            .GroupBy(c => c)
            .Select(g => new Count(g.Key.Kind, g.Key.Channel, g.Key.Department, g.Key.State, g.Key.Late, g.LongCount()))
            .ToListAsync(cancellation);
    }

    private static PromiseReport ReportOf(List<Count> counts, DateTimeOffset? from, DateTimeOffset? to)
    {
        var all = ShareOf(null, counts);
        return new()
        {
            From = from, To = to, Kept = all.Kept, Missed = all.Missed, AnsweredLate = all.AnsweredLate, Open = all.Open,
            Cancelled = all.Cancelled,
            KeptOfDecided = all.KeptOfDecided,
            ByKind = By(counts, c => Words<TicketKind>.WordOf(c.Kind)),
            ByChannel = By(counts, c => Words<ContactChannel>.WordOf(c.Channel)),
            ByDepartment = By(counts, c => c.Department),
        };
    }

    private static List<PromiseShare> By(List<Count> counts, Func<Count, string?> code) =>
        [.. counts.GroupBy(code).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => ShareOf(g.Key, g))];

    private static PromiseShare ShareOf(string? code, IEnumerable<Count> counts)
    {
        var rows = counts.ToList();
        long CountIn(CycleState state) => rows.Where(c => c.State == state).Sum(c => c.Cycles);
        var (kept, missed) = (CountIn(CycleState.Met), CountIn(CycleState.Missed));
        var answeredLate = rows.Where(c => c.Late).Sum(c => c.Cycles);
        return new(code, kept, missed, answeredLate, CountIn(CycleState.Open), CountIn(CycleState.Cancelled), new(kept, kept + missed));
    }

    private sealed record Count(TicketKind Kind, ContactChannel Channel, string? Department, CycleState State, bool Late, long Cycles);
}
