using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace EcomCenter.Desk.Api;

/// <summary>The parts of a request for an action on a ticket.</summary>
internal sealed record ActionCall(
    HttpContext Http, string Number, ApiCaller Caller, IdempotencyHeader Idempotency, IfMatch IfMatch, SentAction Sent);

/// <summary>The parts of a request for an action on a slip or a supervision order.</summary>
internal sealed record PartActionCall(
    HttpContext Http, long Id, ApiCaller Caller, IdempotencyHeader Idempotency, IfMatch IfMatch, SentAction Sent);

/// <summary>
/// <c>POST /tickets/{number}/{operation}</c>, <c>POST /slips/{id}/{operation}</c> and <c>POST /orders/{id}/{operation}</c>: a route for
/// each operation of the registry.
/// </summary>
internal sealed class PostAction(DeskWriter writer, TicketActions actions, ReadingLog log)
{
    public static void Map(IEndpointRouteBuilder ticket)
    {
        foreach (var operation in ActionRegistry.Operations)
        {
            var route = operation.MayOpenTicket
                ? ticket.MapPost(operation.Path, ChangeOrOpenTicketAsync) : ticket.MapPost(operation.Path, ChangeTicketAsync);
            Describe(route, operation);
        }

        ticket.MapPost("/{action}", (string action) => RefuseUnknownAction(action, ActionRegistry.ActionPaths)).ExcludeFromDescription();
    }

    public static void MapSlips(IEndpointRouteBuilder slip)
    {
        foreach (var operation in ActionRegistry.SlipOperations)
            Describe(slip.MapPost(operation.Path, ChangeSlipAsync), operation);
        slip.MapPost("/{action}", (string action) => RefuseUnknownAction(action, [.. ActionRegistry.SlipOperations.Select(o => o.Path)]))
            .ExcludeFromDescription();
    }

    public static void MapOrders(IEndpointRouteBuilder order)
    {
        foreach (var operation in ActionRegistry.OrderOperations)
            Describe(order.MapPost(operation.Path, ChangeOrderAsync), operation);
        order.MapPost("/{action}", (string action) => RefuseUnknownAction(action, [.. ActionRegistry.OrderOperations.Select(o => o.Path)]))
            .ExcludeFromDescription();
    }

    private static void Describe(RouteHandlerBuilder route, ApiOperation operation) =>
        route.WithMetadata(operation, new JsonBodyMetadata(operation.BodyType, operation.IsBodyOptional))
            .WithOperation(operation.Id, operation.Summary)
            .WithProblems(Status400BadRequest, Status404NotFound, Status409Conflict, Status412PreconditionFailed, Status413PayloadTooLarge,
                Status415UnsupportedMediaType, Status422UnprocessableEntity);

    private static async Task<Results<OkResponse<TicketView>, ProblemResult>> ChangeSlipAsync(
        [AsParameters] PartActionCall call, PostAction post, DeskDb db, CancellationToken aborted)
    {
        var actor = call.Caller.Actor;
        if (!Authority.May(actor, Right.ReadTickets)) return ProblemResult.FromStatus(Status403Forbidden);
        var number = await db.ReadableTickets(actor).Where(t => t.Slips.Any(s => s.Id == call.Id)).Select(t => (TicketNumber?)t.Number)
            .FirstOrDefaultAsync(aborted);
        if (number is not { } ticket)
            return new ProblemResult(Status404NotFound, "unknownSlip") { Reason = "unknownSlip" };
        var request = new TicketRequest(ticket, actor, call.IfMatch.Version) { SlipId = call.Id };
        return await post.RunOnPartAsync(call, request, $"{ApiRoutes.Slips}/{call.Id}", aborted);
    }

    private static async Task<Results<OkResponse<TicketView>, ProblemResult>> ChangeOrderAsync(
        [AsParameters] PartActionCall call, PostAction post, DeskDb db, CancellationToken aborted)
    {
        var actor = call.Caller.Actor;
        if (!Authority.May(actor, Right.ReadTickets)) return ProblemResult.FromStatus(Status403Forbidden);
        var number = await db.ReadableTickets(actor).Where(t => t.Orders.Any(o => o.Id == call.Id)).Select(t => (TicketNumber?)t.Number)
            .FirstOrDefaultAsync(aborted);
        if (number is not { } ticket)
            return new ProblemResult(Status404NotFound, "unknownOrder") { Reason = "unknownOrder" };
        var request = new TicketRequest(ticket, actor, call.IfMatch.Version) { OrderId = call.Id };
        return await post.RunOnPartAsync(call, request, $"{ApiRoutes.Orders}/{call.Id}", aborted);
    }

    private static async Task<Results<OkResponse<TicketView>, ProblemResult>> ChangeTicketAsync(
        [AsParameters] ActionCall call, PostAction post, CancellationToken aborted) =>
        (await post.RunAsync(call, aborted)).Result switch
        {
            OkResponse<TicketView> changed => changed,
            ProblemResult problem => problem,
            var other => throw new InvalidOperationException($"The operation opened a ticket: {other}."),
        };

    private static Task<Results<OkResponse<TicketView>, CreatedResponse<TicketView>, ProblemResult>> ChangeOrOpenTicketAsync(
        [AsParameters] ActionCall call, PostAction post, CancellationToken aborted) => post.RunAsync(call, aborted);

    /// <summary>Answers 404 with the known actions.</summary>
    private static ProblemResult RefuseUnknownAction(string action, IReadOnlyList<string> known) => new(
        Status404NotFound, "unknownAction", ("action", RemoveControlCharacters(action)), ("known", string.Join(", ", known)))
    {
        Reason = "unknownAction", Allowed = known,
    };

    private async Task<Results<OkResponse<TicketView>, ProblemResult>> RunOnPartAsync(
        PartActionCall call, TicketRequest request, string path, CancellationToken aborted)
    {
        var parts = new ActionCall(call.Http, $"{request.Number}", call.Caller, call.Idempotency, call.IfMatch, call.Sent);
        var done = await RunAsync(parts, request, path, aborted);
        return done.Result is OkResponse<TicketView> changed ? changed : (ProblemResult)done.Result;
    }

    private async Task<Results<OkResponse<TicketView>, CreatedResponse<TicketView>, ProblemResult>> RunAsync(
        ActionCall call, CancellationToken aborted)
    {
        var actor = call.Caller.Actor;
        if (!Authority.May(actor, Right.ReadTickets)) return ProblemResult.FromStatus(Status403Forbidden);
        var reading = TicketNumber.Read(call.Number);
        return reading.Number is { } number
            ? await RunAsync(call, new(number, actor, call.IfMatch.Version), $"{ApiRoutes.Tickets}/{number}", aborted)
            : ApiProblems.TicketNotFound(reading.Fault);
    }

    private async Task<Results<OkResponse<TicketView>, CreatedResponse<TicketView>, ProblemResult>> RunAsync(
        ActionCall call, TicketRequest request, string path, CancellationToken aborted)
    {
        if (call.IfMatch.Problem is { } wrongMatch) return wrongMatch;
        if (call.Sent.UseCase is not { } useCase) return call.Sent.Rejection;
        if (call.Idempotency.Problem is { } wrongKey) return wrongKey;
        if (call.Sent.Faults.Count > 0) return ApiProblems.Invalid(call.Sent.Faults);
        var key = call.Idempotency.CreateKey(request.Actor, $"POST {path}/{call.Sent.Path}", call.Sent.Bytes);
        var done = await writer.WriteAsync(unit => RunAsync(unit, request, key, useCase), aborted);
        if (done.Result is ApiResponse { Body: var body } && JsonSerializer.Deserialize(body, ApiResponse.Json.TicketView) is { } shown)
            await log.RecordShownAsync(call.Http, request.Actor, shown);
        return done;
    }

    private async Task<Results<OkResponse<TicketView>, CreatedResponse<TicketView>, ProblemResult>> RunAsync(
        WriteUnit unit, TicketRequest request, IdempotencyKey? key, TicketUseCase useCase)
    {
        if (await unit.FindReplayAsync<TicketView>(key) is { } replay) return replay;
        switch (await useCase(actions, unit, request, CancellationToken.None))
        {
            case TicketActionResult.ActionDone { Ticket: var ticket } when ticket.Number == request.Number:
                return unit.StoreResponse(key, ApiResponse.Ok(TicketView.From(ticket, request.Actor)));
            // A message about a closed ticket, or a split, opened another ticket.
            case TicketActionResult.ActionDone { Ticket: var opened }:
                return unit.StoreResponse(key, ApiResponse.Created(TicketView.From(opened, request.Actor)));
            case var other:
                return ApiProblems.NotDone(other, request.Actor.Language);
        }
    }

    private static string RemoveControlCharacters(string sent) =>
        new([.. sent.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(40)]);
}
