using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /tickets</c>: one page of the tickets that match the filter.</summary>
internal sealed class GetTickets(
    IDbContextFactory<DeskDb> contexts, CatalogueCache catalogue, IOptions<DeskOptions> options, TimeProvider time)
{
    private readonly TimeZoneInfo _zone = options.Value.DisplayTimeZone;

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var actor = http.GetCaller();
        if (!Authority.May(actor, Right.ReadTickets)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        var query = new QueryReader(http.Request, TicketListQuery.Parameters);
        var filter = TicketListQuery.Read(query, catalogue);
        if (query.Problem is { } problem) return problem;
        await using var db = await contexts.CreateDbContextAsync(http.RequestAborted);
        var found = filter.SearchText is { } phrase ? db.FindTickets(actor, phrase) : db.ReadableTickets(actor);
        if (filter.Due is { } due) found = found.Due(due, DueLimits.At(time.Now(), _zone));
        var tickets = await found.Matching(filter).AssignedTo(filter.Assignee, actor).PageAfter(filter.Order, filter.After)
            .Take(filter.Limit + 1).IncludingViewData().ToListAsync(http.RequestAborted);
        var page = tickets.Take(filter.Limit).ToList();
        var next = tickets.Count > filter.Limit ? CursorAfter(page[^1], filter.Order).ToString() : null;
        return ApiResponse.Ok(new TicketListPage([.. page.Select(t => TicketView.From(t, actor))], next), ApiResponse.Json.TicketListPage);
    }

    private static TicketCursor CursorAfter(Ticket last, TicketOrder order) => new(order, order switch
    {
        TicketOrder.Due => last.DueAt.ToUnixTimeMilliseconds(),
        TicketOrder.Updated => last.Sequence,
        _ => last.Id,
    }, last.Id);
}
