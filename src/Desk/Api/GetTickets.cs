using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using EcomCenter.Desk.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /tickets</c>: one page of the tickets that match the filter.</summary>
internal sealed class GetTickets(
    IDbContextFactory<DeskDb> contexts, CatalogueCache catalogue, IOptions<DeskOptions> options, TimeProvider time)
{
    private readonly TimeZoneInfo _zone = options.Value.ShownTimeZone;

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var actor = http.Caller();
        if (!Authority.May(actor, Right.ReadTickets)) return ProblemAnswer.Of(StatusCodes.Status403Forbidden);
        var query = new QueryReader(http.Request, TicketFilter.Parameters);
        var filter = TicketFilter.Read(query, catalogue);
        if (query.Problem is { } problem) return problem;
        await using var db = await contexts.CreateDbContextAsync(http.RequestAborted);
        var tickets = await db.Tickets.ReadableBy(actor).Matching(filter).Of(filter.Assignee, actor).Due(filter.Due, time.Now(), _zone)
            .Found(db, filter.Phrase, actor).Page(filter.Order, filter.After).Take(filter.Limit + 1).ForViews()
            .ToListAsync(http.RequestAborted);
        var page = tickets.Take(filter.Limit).ToList();
        var next = tickets.Count > filter.Limit ? CursorOf(page[^1], filter.Order).ToString() : null;
        return Answer.Ok(new TicketPage([.. page.Select(t => TicketView.Of(t, actor))], next), Answer.Json.TicketPage);
    }

    private static Cursor CursorOf(Ticket last, TicketOrder order) => new(order, order switch
    {
        TicketOrder.Due => last.DueAt.ToUnixTimeMilliseconds(),
        TicketOrder.Updated => last.Sequence,
        _ => last.Id,
    }, last.Id);
}
