using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web;

namespace EcomCenter.Desk.Api;

/// <summary><c>POST /tickets</c>: opens a ticket for another program. The ticket is stored durably before the response is sent.</summary>
internal sealed class PostTicket(DeskWriter writer, IntakeDoor door, MatterRules rules, Secrets secrets, TimeProvider time)
{
    private const string Route = "POST " + ApiRoutes.Tickets;

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var actor = http.Caller();
        if (!Authority.May(actor, Right.OpenTickets)) return ProblemAnswer.Of(StatusCodes.Status403Forbidden);
        var sent = await Body.ReadAsync(http.Request, BodyJson.Default.NewTicketBody);
        if (sent.Body is not { } body) return sent.Refused;
        if (Idempotency.Read(http.Request, actor, Route, sent.Bytes, out var key) is { } wrongKey) return wrongKey;
        var faults = new List<FieldFault>();
        var request = NewMatter.Read(body, actor, faults);
        // An agent opens tickets for their own department only, because they may not read others.
        var isAgent = actor.Role is StaffRole.Agent;
        if (isAgent) request = request with { Department = request.Department ?? actor.Department };
        if (isAgent && !Authority.MayRead(actor, request.Department)) return ProblemAnswer.Of(StatusCodes.Status403Forbidden);
        faults.AddRange(rules.Check(request, time.Now()));
        if (faults.Count > 0 && key is null && request.ExternalId is null) return Problems.Invalid(faults);
        return await writer.WriteAsync(unit => TakeAsync(unit, request, key, faults), http.RequestAborted);
    }

    /// <summary>
    /// Submits the request. A repeat is recognised before the faults are reported, because a stated time that was valid at first may be too
    /// old by now.
    /// </summary>
    private async Task<IResult> TakeAsync(WriteUnit unit, Matter matter, Once? once, List<FieldFault> faults)
    {
        if (await unit.ReplayAsync(once) is { } replay) return replay;
        if (faults.Count > 0 && !await IsLateRepeatAsync(unit, matter, faults)) return Problems.Invalid(faults);
        var checksFiles = matter.Files.Count > 0 && !await IsRepeatAsync(unit, matter);
        if (checksFiles && await OwnFiles.CheckAsync(unit, matter.Files, matter.Caller) is { } fault) return Problems.Invalid([fault]);
        var result = await door.TakeAsync(unit, matter, CancellationToken.None);
        var opened = result.As is TakenAs.Opened;
        var trackingCode = opened ? secrets.TrackingCodeOf(result.Ticket.Number) : null;
        var view = TicketView.Of(result.Ticket, matter.Actor) with { TrackingCode = trackingCode };
        if (!Authority.May(matter.Actor, Right.ReadTickets)) view = view with { Requester = RequesterView.AsSent(matter) };
        return unit.Keep(once, Answer.Of(view, opened ? StatusCodes.Status201Created : StatusCodes.Status200OK));
    }

    private static async Task<bool> IsLateRepeatAsync(WriteUnit unit, Matter matter, List<FieldFault> faults) =>
        faults.TrueForAll(f => f.Code is "tooOld" or "inThePast") && await IsRepeatAsync(unit, matter);

    private static async Task<bool> IsRepeatAsync(WriteUnit unit, Matter matter) =>
        matter.ExternalId is { } id
        && await unit.TicketOfIntakeAsync(matter.Channel, matter.Actor.By.ToString(), id, CancellationToken.None) is not null;
}
