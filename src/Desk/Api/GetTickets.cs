using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /tickets</c>: one page of the tickets that match the filter.</summary>
internal static class GetTickets
{
    public static async Task<Results<OkResponse<TicketListPage>, ProblemResult>> HandleAsync(
        ApiCaller caller, TicketListQuery query, HttpContext http, DeskDb db, IOptions<DeskOptions> options, ReadingLog log,
        TimeProvider time, CancellationToken aborted)
    {
        var (actor, filter) = (caller.Actor, query.Filter);
        if (!Authority.May(actor, Right.ReadTickets)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        if (query.Problem is { } problem) return problem;
        await using var snapshot = await db.BeginSnapshotAsync(aborted);
        var ids = await TicketListReader.ReadIdsAsync(
            db, actor, filter, DueLimits.At(time.Now(), options.Value.DisplayTimeZone), aborted);
        var shown = ids.Take(filter.Limit).ToList();
        var tickets = await db.ReadableTickets(actor).Where(t => shown.Contains(t.Id)).IncludingViewData()
            .ToDictionaryAsync(t => t.Id, aborted);
        var page = shown.ConvertAll(id => tickets[id]);
        // The list has whole phone numbers.
        await log.RecordRepeatedAsync(SecurityEventKind.TicketsListed, http.SecurityOrigin());
        var next = ids.Count > filter.Limit ? CursorAfter(page[^1], filter.Order).ToString() : null;
        var list = new TicketListPage([.. page.Select(t => TicketView.From(t, actor))], next)
        {
            SearchedNewest = filter.SearchText is { } phrase ? await db.FindSearchLimitAsync(actor, phrase, aborted) : null,
        };
        return ApiResponse.Ok(list, ApiResponse.Json.TicketListPage);
    }

    private static TicketCursor CursorAfter(Ticket last, TicketOrder order) => new(order, order switch
    {
        TicketOrder.Due => last.DueAt.ToUnixTimeMilliseconds(),
        TicketOrder.Updated => last.Sequence,
        _ => last.Id,
    }, last.Id);
}
