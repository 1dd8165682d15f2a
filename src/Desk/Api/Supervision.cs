using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Orders;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /orders</c> and <c>POST /orders</c>: lists and drafts supervision orders.</summary>
internal sealed class Supervision(DeskWriter writer, TicketActions actions)
{
    private const int MaxOrders = 200;

    public static async Task<Results<OkResponse<OrderPage>, ProblemResult>> ListAsync(
        ApiCaller caller, EmptyQuery query, DeskDb db, CancellationToken aborted)
    {
        if (!Authority.May(caller.Actor, Right.ReadTickets)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        if (query.Problem is { } problem) return problem;
        var readable = db.ReadableTickets(caller.Actor);
        var newest = await db.Orders.Where(o => readable.Any(t => t.Id == o.TicketId)).OrderByDescending(o => o.Id).Take(MaxOrders)
            .Select(o => new { o.Id, o.TicketId }).ToListAsync(aborted);
        var ids = newest.Select(o => o.TicketId).Distinct().ToList();
        var tickets = await readable.AsNoTracking().Where(t => ids.Contains(t.Id)).Include(t => t.Orders)
            .Include(t => t.Messages.Where(m => m.Kind == MessageKind.Order)).AsSplitQuery().ToListAsync(aborted);
        var orders = tickets.SelectMany(t => t.Orders.Select(o => (Order: o, Ticket: t)))
            .Where(pair => Authority.MayRead(caller.Actor, pair.Ticket, pair.Order)).ToDictionary(pair => pair.Order.Id);
        return ApiResponse.Ok(new OrderPage([.. newest.Where(o => orders.ContainsKey(o.Id))
            .Select(o => OrderView.From(orders[o.Id].Order, orders[o.Id].Ticket))]), ApiResponse.Json.OrderPage);
    }

    public static async Task<Results<CreatedResponse<OrderView>, ProblemResult>> DraftAsync(
        ApiCaller caller, JsonBody<NewOrderBody> sent, IdempotencyHeader idempotency, Supervision orders, CancellationToken aborted)
    {
        var actor = caller.Actor;
        if (!Authority.May(actor, Right.Supervise)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        if (sent.Body is not { } body) return sent.Rejection;
        if (idempotency.Problem is { } wrongKey) return wrongKey;
        if (CleanText.IsBlank(body.Ticket)) return ApiProblems.Invalid([new("ticket", "empty")]);
        var reading = TicketNumber.Read(body.Ticket);
        if (reading.Number is not { } number) return ApiProblems.TicketNotFound(reading.Fault);
        var key = idempotency.CreateKey(actor, "POST " + ApiRoutes.Orders, sent.Bytes);
        return await orders.WriteAsync(new(number, actor), key, aborted);
    }

    private Task<Results<CreatedResponse<OrderView>, ProblemResult>> WriteAsync(
        TicketRequest request, IdempotencyKey? key, CancellationToken aborted) =>
        writer.WriteAsync<Results<CreatedResponse<OrderView>, ProblemResult>>(async unit =>
        {
            if (await unit.FindReplayAsync<OrderView>(key) is { } replay)
                return replay.Result is CreatedResponse<OrderView> first ? first : (ProblemResult)replay.Result;
            var result = await DraftOrder.DraftAsync(actions, unit, request, CancellationToken.None);
            if (result is not TicketActionResult.ActionDone done) return ApiProblems.NotDone(result, request.Actor.Language);
            var view = OrderView.From(done.Ticket.Orders.MaxBy(o => o.Id)!, done.Ticket);
            return unit.StoreResponse(key, ApiResponse.Created(view, ApiResponse.Json.OrderView, $"{ApiRoutes.Orders}/{view.Number}"));
        }, aborted);
}

/// <summary>A list of supervision orders.</summary>
internal sealed record OrderPage(IReadOnlyList<OrderView> Items);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewOrderBody
{
    /// <summary>The number of the ticket that is to be put right.</summary>
    [Required]
    public string? Ticket { get; init; }
}
