using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web;

namespace EcomCenter.Desk.Api;

/// <summary>What a program wants done with a ticket, inside the writer's unit.</summary>
internal delegate Task<Outcome> TicketUse(WriteUnit unit, TicketRequest request);

/// <summary>
/// The one way of every action that comes over HTTP: who asks, which ticket, the body, the key of a repeat, the version that was read;
/// then the use case, and what became of it as an answer.
/// </summary>
internal sealed class OnOneTicket(DeskWriter writer)
{
    /// <param name="use">Makes the use of the body, noting what is wrong with it.</param>
    public async Task<IResult> HandleAsync<T>(HttpContext http, string number, string action, JsonTypeInfo<T> type, T? whenEmpty, Func<T, List<FieldFault>, TicketUse> use)
        where T : class
    {
        var actor = http.Caller();
        if (!Authority.May(actor, Right.ReadTickets)) return ProblemAnswer.Of(StatusCodes.Status403Forbidden);
        var fault = TicketNumber.TryRead(number, out var read);
        if (fault is not TicketNumberFault.None) return Problems.NoTicket(fault);
        if (IfMatch(http.Request, out var version) is { } wrongMatch) return wrongMatch;
        var sent = await Body.ReadAsync(http.Request, type, whenEmpty);
        if (sent.Body is not { } body) return sent.Refused;
        if (Idempotency.Read(http.Request, actor, $"POST {ApiRoutes.Tickets}/{read}/{action}", sent.Bytes, out var once) is { } wrongKey) return wrongKey;
        var faults = new List<FieldFault>();
        var does = use(body, faults);
        if (faults.Count > 0) return Problems.Invalid(faults);
        return await writer.WriteAsync(unit => ActAsync(unit, new(read, actor, version), once, does), http.RequestAborted);
    }

    private static async Task<IResult> ActAsync(WriteUnit unit, TicketRequest request, Once? once, TicketUse does)
    {
        if (await unit.ReplayAsync(once) is { } replay) return replay;
        return await does(unit, request) switch
        {
            // What was said about a closed matter opened another.
            Outcome.Done done => unit.Keep(once, Answer.Of(TicketView.Of(done.Ticket, request.Actor),
                done.Ticket.Number == request.Number ? StatusCodes.Status200OK : StatusCodes.Status201Created)),
            Outcome.NotFound => Problems.NoTicket(TicketNumberFault.None),
            Outcome.Forbidden => ProblemAnswer.Of(StatusCodes.Status403Forbidden),
            Outcome.Refused refused => Problems.Refused(refused.Refusal, request.Actor.Language),
            Outcome.Changed => Problems.Changed,
            Outcome.Invalid invalid => Problems.Invalid(invalid.Faults),
            var other => throw new InvalidOperationException($"Nobody answers a {other.GetType().Name}."),
        };
    }

    /// <summary>A tag that is not one of ours matches no version.</summary>
    private static ProblemAnswer? IfMatch(HttpRequest request, out long? version)
    {
        version = null;
        var sent = request.Headers.IfMatch;
        if (sent.Count == 0 || sent is ["*"]) return null;
        if (sent is not [{ Length: > 2 } tag] || tag[^1] != '"' || !(tag[0] == '"' || tag.StartsWith("W/\"", StringComparison.Ordinal)) || tag.Contains(','))
            return new(StatusCodes.Status400BadRequest, "header") { Faults = [new("If-Match", "ifMatch")] };
        version = tag[0] == '"' && long.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : -1;
        return null;
    }
}
