using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /tickets/{number}</c>: the ticket with its messages, response cycles and events.</summary>
internal static class GetTicket
{
    private const int MaxAttempts = 3;

    public static async Task<Results<OkResponse<TicketDetails>, ProblemResult>> HandleAsync(
        string number, ApiCaller caller, HttpContext http, DeskDb db, ReadingLog log, CancellationToken aborted)
    {
        if (!Authority.May(caller.Actor, Right.ReadTickets)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        var reading = TicketNumber.Read(number);
        if (reading.Number is not { } read) return ApiProblems.TicketNotFound(reading.Fault);
        if (await ReadAsync(db, read, caller.Actor, aborted) is not { } details)
            return ApiProblems.TicketNotFound(TicketNumberFault.None);
        await log.RecordReadAsync(http, caller.Actor, details);
        return ApiResponse.Ok(details, ApiResponse.Json.TicketDetails) with { Headers = new(ApiResponse.FormatETag(details.Version)) };
    }

    /// <summary>
    /// Reads the parts of a ticket one after the other. If the ticket changed meanwhile it reads them again, because the returned version
    /// must be the version of all parts.
    /// </summary>
    private static async Task<TicketDetails?> ReadAsync(DeskDb db, TicketNumber number, Actor actor, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var ticket = await db.ReadableTickets(actor).Where(t => t.Number == number).Include(t => t.Messages).Include(t => t.Slips)
                .Include(t => t.Orders).Include(t => t.FollowUps).Include(t => t.Referrals).IncludingViewData()
                .FirstOrDefaultAsync(cancellation);
            if (ticket is null) return null;
            var events = await db.Events.AsNoTracking().Where(e => e.TicketId == ticket.Id && e.Version <= ticket.Version)
                .OrderBy(e => e.Version).ToListAsync(cancellation);
            var links = await db.LinkedTickets(ticket, actor).Select(t => t.Number).ToListAsync(cancellation);
            var files = await db.Attachments.AsNoTracking().Where(a => a.TicketId == ticket.Id).ToListAsync(cancellation);
            var version = await db.ReadableTickets(actor).Where(t => t.Id == ticket.Id).Select(t => t.Version)
                .FirstOrDefaultAsync(cancellation);
            if (version != ticket.Version && attempt < MaxAttempts) continue;
            var redacted = await EventRedaction.RedactAsync(db, OtherDepartments.Conceal(ticket, events, actor), actor, cancellation);
            var window = await db.FindReplyWindowAsync(ticket, cancellation);
            return new(TicketView.From(ticket, actor), ticket, redacted, links, files) { ReplyWindow = ReplyWindowView.From(window) };
        }
    }
}
