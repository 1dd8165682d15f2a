using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /promise</c>: counts the response cycles that started in a period by their state.</summary>
internal static class GetPromise
{
    public static async Task<Results<OkResponse<PromiseReport>, ProblemResult>> HandleAsync(
        ApiCaller caller, PromiseQuery query, DeskDb db, CancellationToken aborted)
    {
        if (!Authority.May(caller.Actor, Right.ReadTickets)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        if (query.Problem is { } problem) return problem;
        var counts = await CountAsync(db, caller.Actor, query.From, query.To, aborted);
        return ApiResponse.Ok(CreateReport(counts, query.From, query.To), ApiResponse.Json.PromiseReport);
    }

    private static Task<List<CycleCount>> CountAsync(
        DeskDb db, Actor actor, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellation)
    {
        var cycles = db.Cycles.AsNoTracking();
        if (from is { } start) cycles = cycles.Where(c => c.StartedAt >= start);
        if (to is { } end) cycles = cycles.Where(c => c.StartedAt < end);
        return cycles
            .Join(db.ReadableTickets(actor), c => c.TicketId, t => t.Id,
                (c, t) => new { t.Kind, t.Channel, t.Department, c.State, Late = c.AnsweredLateAt != null })
            .GroupBy(c => c)
            .Select(g => new CycleCount(g.Key.Kind, g.Key.Channel, g.Key.Department, g.Key.State, g.Key.Late, g.LongCount()))
            .ToListAsync(cancellation);
    }

    private static PromiseReport CreateReport(List<CycleCount> counts, DateTimeOffset? from, DateTimeOffset? to)
    {
        var all = CreateShare(null, counts);
        return new()
        {
            From = from, To = to, Kept = all.Kept, Missed = all.Missed, AnsweredLate = all.AnsweredLate, Open = all.Open,
            Cancelled = all.Cancelled,
            KeptOfDecided = all.KeptOfDecided,
            ByKind = GroupBy(counts, c => EnumVocabulary<TicketKind>.NameOf(c.Kind)),
            ByChannel = GroupBy(counts, c => EnumVocabulary<ContactChannel>.NameOf(c.Channel)),
            ByDepartment = GroupBy(counts, c => c.Department),
        };
    }

    private static List<PromiseShare> GroupBy(List<CycleCount> counts, Func<CycleCount, string?> code) =>
        [.. counts.GroupBy(code).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => CreateShare(g.Key, g))];

    private static PromiseShare CreateShare(string? code, IEnumerable<CycleCount> counts)
    {
        var rows = counts.ToList();
        long CountIn(CycleState state) => rows.Where(c => c.State == state).Sum(c => c.Cycles);
        var (kept, missed) = (CountIn(CycleState.Met), CountIn(CycleState.Missed));
        var answeredLate = rows.Where(c => c.Late).Sum(c => c.Cycles);
        return new(code, kept, missed, answeredLate, CountIn(CycleState.Open), CountIn(CycleState.Cancelled), new(kept, kept + missed));
    }

    private sealed record CycleCount(TicketKind Kind, ContactChannel Channel, string? Department, CycleState State, bool Late, long Cycles);
}
