using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /promise</c>: counts the response cycles that started in a period by their state.</summary>
internal static class GetPromise
{
    public static async Task<Results<OkResponse<PromiseReport>, ProblemResult>> HandleAsync(
        ApiCaller caller, PromiseQuery query, DeskDb db, CancellationToken aborted)
    {
        if (!Authority.May(caller.Actor, Right.ReadTickets)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        if (query.Problem is { } problem) return problem;
        var counts = await CycleCount.ListAsync(db, ReadScope.ForActor(caller.Actor), new(), query.From, query.To, aborted);
        return ApiResponse.Ok(CreateReport(counts, query.From, query.To), ApiResponse.Json.PromiseReport);
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
        var all = CycleFigures.From(counts);
        return new(code, all.Kept, all.Missed, all.AnsweredLate, all.Open, all.Cancelled,
            new(all.KeptOfDecided.Count, all.KeptOfDecided.Of));
    }
}
