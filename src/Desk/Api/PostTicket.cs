using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Api;

/// <summary><c>POST /tickets</c>: opens a ticket for another program. The ticket is stored durably before the response is sent.</summary>
internal sealed class PostTicket(
    DeskWriter writer, IntakeDoor intake, IntakeValidation validation, TrackingCodes trackingCodes, TimeProvider time)
{
    private const string Route = "POST " + ApiRoutes.Tickets;

    public static Task<Results<OkResponse<TicketView>, CreatedResponse<TicketView>, ProblemResult>> HandleAsync(
        ApiCaller caller, JsonBody<NewTicketBody> sent, IdempotencyHeader idempotency, PostTicket post, CancellationToken aborted) =>
        post.OpenAsync(caller.Actor, sent, idempotency, aborted);

    private async Task<Results<OkResponse<TicketView>, CreatedResponse<TicketView>, ProblemResult>> OpenAsync(
        Actor actor, JsonBody<NewTicketBody> sent, IdempotencyHeader idempotency, CancellationToken aborted)
    {
        if (!Authority.May(actor, Right.OpenTickets)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        if (sent.Body is not { } body) return sent.Rejection;
        if (idempotency.Problem is { } wrongKey) return wrongKey;
        var key = idempotency.CreateKey(actor, Route, sent.Bytes);
        var faults = new List<FieldFault>();
        var request = IntakeRequestReader.Read(body, actor, faults);
        // An agent opens tickets for their own department only, because they may not read others.
        var isAgent = actor.Role is StaffRole.Agent;
        if (isAgent) request = request with { Department = request.Department ?? actor.Department };
        if (isAgent && !Authority.MayRead(actor, request.Department)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        faults.AddRange(validation.Validate(request, time.Now()));
        if (faults.Count > 0 && key is null && request.ExternalId is null) return ApiProblems.Invalid(faults);
        return await writer.WriteAsync(unit => SubmitAsync(unit, request, key, faults), aborted);
    }

    /// <summary>
    /// Submits the request. A repeat is recognised before the faults are reported, because a stated time that was valid at first may be too
    /// old by now.
    /// </summary>
    private async Task<Results<OkResponse<TicketView>, CreatedResponse<TicketView>, ProblemResult>> SubmitAsync(
        WriteUnit unit, IntakeRequest request, IdempotencyKey? key, List<FieldFault> faults)
    {
        if (await unit.FindReplayAsync<TicketView>(key) is { } replay) return replay;
        if (faults.Count > 0 && !await IsLateRepeatAsync(unit, request, faults)) return ApiProblems.Invalid(faults);
        var checksFiles = request.Files.Count > 0 && !await IsRepeatAsync(unit, request);
        if (checksFiles && await UnattachedFiles.ValidateAsync(unit, request.Files, request.Caller) is { } fault)
            return ApiProblems.Invalid([fault]);
        if (await intake.HasNoRoomForAsync(unit, request)) return ProblemResult.TryLater("diskFull");
        var result = await intake.SubmitAsync(unit, request, CancellationToken.None);
        var opened = result.Outcome is IntakeOutcome.Opened;
        var trackingCode = opened ? trackingCodes.GetCode(result.Ticket.Number) : null;
        var view = TicketView.From(result.Ticket, request.Actor) with { TrackingCode = trackingCode };
        if (!MayRead(request.Actor, result.Ticket))
            view = opened ? view with { Requester = RequesterView.FromRequest(request) } : view.OnlyWhatWasSent(request);
        if (opened) return unit.StoreResponse(key, ApiResponse.Created(view));
        return unit.StoreResponse(key, ApiResponse.Ok(view));
    }

    // A key for intake may read no ticket, and the ticket of a repeat may have left the department that opened it.
    private static bool MayRead(Actor actor, Ticket ticket) =>
        Authority.May(actor, Right.ReadTickets) && Authority.MayRead(actor, ticket.ReadingDepartments);

    private static async Task<bool> IsLateRepeatAsync(WriteUnit unit, IntakeRequest request, List<FieldFault> faults) =>
        faults.TrueForAll(f => f.Code is "tooOld" or "inThePast") && await IsRepeatAsync(unit, request);

    private static async Task<bool> IsRepeatAsync(WriteUnit unit, IntakeRequest request) =>
        request.ExternalId is { } id
        && await unit.FindTicketByExternalIdAsync(request.Channel, request.Actor.Author.ToString(), id, CancellationToken.None) is not null;
}
