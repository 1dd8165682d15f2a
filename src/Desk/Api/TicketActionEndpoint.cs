using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Api;

/// <summary>An action on one ticket, run inside the writer's transaction.</summary>
internal delegate Task<TicketActionResult> TicketUseCase(WriteUnit unit, TicketRequest request);

/// <summary>
/// Handles every ticket action of the API: checks the caller, reads the ticket number, <c>If-Match</c>, body and <c>Idempotency-Key</c>,
/// runs the use case, and turns its result into a response.
/// </summary>
internal sealed class TicketActionEndpoint(DeskWriter writer)
{
    /// <param name="createUseCase">Creates the use case from the body and adds the body's faults to the list.</param>
    public async Task<IResult> HandleAsync<T>(
        HttpContext http, string number, string action, JsonTypeInfo<T> type, T? whenEmpty,
        Func<T, List<FieldFault>, TicketUseCase> createUseCase)
        where T : class
    {
        var actor = http.GetCaller();
        if (!Authority.May(actor, Right.ReadTickets)) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        var fault = TicketNumber.TryRead(number, out var read);
        if (fault is not TicketNumberFault.None) return ApiProblems.TicketNotFound(fault);
        if (ReadIfMatch(http.Request, out var version) is { } wrongMatch) return wrongMatch;
        var sent = await JsonBodyReader.ReadAsync(http.Request, type, whenEmpty);
        if (sent.Body is not { } body) return sent.Rejection;
        var route = $"POST {ApiRoutes.Tickets}/{read}/{action}";
        if (Idempotency.ReadKey(http.Request, actor, route, sent.Bytes, out var key) is { } wrongKey) return wrongKey;
        var faults = new List<FieldFault>();
        var useCase = createUseCase(body, faults);
        if (faults.Count > 0) return ApiProblems.Invalid(faults);
        return await writer.WriteAsync(unit => RunAsync(unit, new(read, actor, version), key, useCase), http.RequestAborted);
    }

    private static async Task<IResult> RunAsync(WriteUnit unit, TicketRequest request, IdempotencyKey? key, TicketUseCase useCase)
    {
        if (await unit.FindReplayAsync(key) is { } replay) return replay;
        return await useCase(unit, request) switch
        {
            // 201 when a message about a closed ticket, or a split, opened another ticket.
            TicketActionResult.ActionDone done => unit.StoreResponse(key, ApiResponse.ForTicket(TicketView.From(done.Ticket, request.Actor),
                done.Ticket.Number == request.Number ? StatusCodes.Status200OK : StatusCodes.Status201Created)),
            TicketActionResult.TicketNotFound => ApiProblems.TicketNotFound(TicketNumberFault.None),
            TicketActionResult.ActionForbidden => ProblemResult.FromStatus(StatusCodes.Status403Forbidden),
            TicketActionResult.ActionRefused refused => ApiProblems.Refused(refused.Refusal, request.Actor.Language),
            TicketActionResult.TicketChanged => ApiProblems.VersionChanged,
            TicketActionResult.ActionInvalid invalid => ApiProblems.Invalid(invalid.Faults),
            var other => throw new InvalidOperationException($"No response is defined for {other.GetType().Name}."),
        };
    }

    /// <summary>Reads <c>If-Match</c>. A well-formed tag that this API never issued yields version -1, which matches no ticket.</summary>
    private static ProblemResult? ReadIfMatch(HttpRequest request, out long? version)
    {
        version = null;
        var sent = request.Headers.IfMatch;
        if (sent.Count == 0 || sent is ["*"]) return null;
        if (sent is not [{ Length: > 2 } tag] || !IsSingleTag(tag))
            return new(StatusCodes.Status400BadRequest, "header") { Faults = [new("If-Match", "ifMatch")] };
        var isOurs = long.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var read);
        version = tag[0] == '"' && isOurs ? read : -1;
        return null;

        static bool IsSingleTag(string tag) =>
            tag[^1] == '"' && (tag[0] == '"' || tag.StartsWith("W/\"", StringComparison.Ordinal)) && !tag.Contains(',');
    }
}
