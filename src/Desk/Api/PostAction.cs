using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace EcomCenter.Desk.Api;

/// <summary>The parts of a request for an action on a ticket.</summary>
internal sealed record ActionCall(string Number, ApiCaller Caller, IdempotencyHeader Idempotency, IfMatch IfMatch, SentAction Sent);

/// <summary><c>POST /tickets/{number}/{operation}</c>: a route for each operation of the registry.</summary>
internal sealed class PostAction(DeskWriter writer, TicketActions actions)
{
    public static void Map(IEndpointRouteBuilder ticket)
    {
        foreach (var operation in ActionRegistry.Operations)
        {
            var route = operation.MayOpenTicket
                ? ticket.MapPost(operation.Path, ChangeOrOpenTicketAsync) : ticket.MapPost(operation.Path, ChangeTicketAsync);
            route.WithMetadata(operation, new JsonBodyMetadata(operation.BodyType, operation.IsBodyOptional))
                .WithOperation(operation.Id, operation.Summary)
                .WithProblems(Status400BadRequest, Status404NotFound, Status409Conflict, Status412PreconditionFailed,
                    Status413PayloadTooLarge,
                    Status415UnsupportedMediaType, Status422UnprocessableEntity);
        }

        ticket.MapPost("/{action}", RefuseUnknownAction).ExcludeFromDescription();
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
    private static ProblemResult RefuseUnknownAction(string number, string action) => new(
        Status404NotFound, "unknownAction", ("action", RemoveControlCharacters(action)),
        ("known", string.Join(", ", ActionRegistry.ActionPaths)))
    {
        Reason = "unknownAction", Allowed = ActionRegistry.ActionPaths,
    };

    private async Task<Results<OkResponse<TicketView>, CreatedResponse<TicketView>, ProblemResult>> RunAsync(
        ActionCall call, CancellationToken aborted)
    {
        var actor = call.Caller.Actor;
        if (!Authority.May(actor, Right.ReadTickets)) return ProblemResult.FromStatus(Status403Forbidden);
        var reading = TicketNumber.Read(call.Number);
        if (reading.Number is not { } number) return ApiProblems.TicketNotFound(reading.Fault);
        if (call.IfMatch.Problem is { } wrongMatch) return wrongMatch;
        if (call.Sent.UseCase is not { } useCase) return call.Sent.Rejection;
        if (call.Idempotency.Problem is { } wrongKey) return wrongKey;
        if (call.Sent.Faults.Count > 0) return ApiProblems.Invalid(call.Sent.Faults);
        var key = call.Idempotency.CreateKey(actor, $"POST {ApiRoutes.Tickets}/{number}/{call.Sent.Path}", call.Sent.Bytes);
        return await writer.WriteAsync(unit => RunAsync(unit, new(number, actor, call.IfMatch.Version), key, useCase), aborted);
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
