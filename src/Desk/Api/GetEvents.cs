using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /events</c>: the events of all tickets in commit order.</summary>
internal static class GetEvents
{
    public static async Task<Results<OkResponse<EventPage>, ProblemResult>> HandleAsync(
        ApiCaller caller, EventListQuery query, HttpContext http, DeskDb db, ReadingLog log, CancellationToken aborted)
    {
        if (!Authority.May(caller.Actor, Right.ReadTickets)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        if (query.Problem is { } problem) return problem;
        await log.RecordRepeatedAsync(SecurityEventKind.EventsRead, http.SecurityOrigin());
        return ApiResponse.Ok(await ReadAsync(db, caller.Actor, query.After, query.Limit, aborted), ApiResponse.Json.EventPage);
    }

    /// <summary>
    /// Reads one piece of the feed. The end of the feed is read first: a caller who may not see any event up to there advances past it,
    /// but never past an event that is committed meanwhile.
    /// </summary>
    private static async Task<EventPage> ReadAsync(DeskDb db, Actor actor, long after, int limit, CancellationToken cancellation)
    {
        var end = await db.Events.MaxAsync(e => (long?)e.Sequence, cancellation) ?? 0;
        var rows = await db.ReadableEvents(actor).Where(row => row.Event.Sequence > after && row.Event.Sequence <= end)
            .OrderBy(row => row.Event.Sequence).Take(limit).ToListAsync(cancellation);
        var own = await OtherDepartments.ConcealAsync(db, rows.ConvertAll(row => row.Event), actor, cancellation);
        var numbers = rows.ToDictionary(row => row.Event.Sequence, row => row.Number.ToString());
        var events = (await EventRedaction.RedactAsync(db, own, actor, cancellation))
            .ConvertAll(stored => EventView.From(stored, numbers[stored.Sequence]));
        return new(events, rows.Count == limit ? rows[^1].Event.Sequence : Math.Max(after, end));
    }
}
