using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web;

namespace EcomCenter.Desk.Api;

/// <summary><c>POST /tickets</c>: the door for other programs. When the answer leaves, the ticket is durable.</summary>
internal sealed class PostTicket(DeskWriter writer, IntakeDoor door, MatterRules rules, Secrets secrets, TimeProvider time)
{
    private const string Route = "POST " + ApiRoutes.Tickets;

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        var actor = http.Caller();
        if (!Authority.May(actor, Right.OpenTickets)) return ProblemAnswer.Of(StatusCodes.Status403Forbidden);
        var sent = await Body.ReadAsync(http.Request, BodyJson.Default.NewTicketBody);
        if (sent.Body is not { } body) return sent.Refused;
        if (Idempotency.Read(http.Request, actor, Route, sent.Bytes, out var once) is { } wrongKey) return wrongKey;
        var faults = new List<FieldFault>();
        var matter = NewMatter.Read(body, actor, faults);
        // An agent has nothing to do with what they may not read; what they open is their department's.
        if (actor.Role is StaffRole.Agent) matter = matter with { Department = matter.Department ?? actor.Department };
        if (actor.Role is StaffRole.Agent && !Authority.MayRead(actor, matter.Department)) return ProblemAnswer.Of(StatusCodes.Status403Forbidden);
        faults.AddRange(rules.Check(matter, time.Now()));
        if (faults.Count > 0 && once is null && matter.ExternalId is null) return Problems.Invalid(faults);
        return await writer.WriteAsync(unit => TakeAsync(unit, matter, once, faults), http.RequestAborted);
    }

    /// <summary>A repeat is recognised before the matter is judged: what was in time at first may be too old by now.</summary>
    private async Task<IResult> TakeAsync(WriteUnit unit, Matter matter, Once? once, List<FieldFault> faults)
    {
        if (await unit.ReplayAsync(once) is { } replay) return replay;
        if (faults.Count > 0 && !await IsLateRepeatAsync(unit, matter, faults)) return Problems.Invalid(faults);
        if (matter.Files.Count > 0 && !await IsRepeatAsync(unit, matter) && await OwnFiles.CheckAsync(unit, matter.Files, matter.Caller) is { } notTheirs) return Problems.Invalid([notTheirs]);
        var taken = await door.TakeAsync(unit, matter, CancellationToken.None);
        var opened = taken.As is TakenAs.Opened;
        var view = TicketView.Of(taken.Ticket, matter.Actor) with { TrackingCode = opened ? secrets.TrackingCodeOf(taken.Ticket.Number) : null };
        if (!Authority.May(matter.Actor, Right.ReadTickets)) view = view with { Requester = RequesterView.AsSent(matter) };
        return unit.Keep(once, Answer.Of(view, opened ? StatusCodes.Status201Created : StatusCodes.Status200OK));
    }

    private static async Task<bool> IsLateRepeatAsync(WriteUnit unit, Matter matter, List<FieldFault> faults) =>
        faults.TrueForAll(f => f.Code is "tooOld" or "inThePast") && await IsRepeatAsync(unit, matter);

    private static async Task<bool> IsRepeatAsync(WriteUnit unit, Matter matter) =>
        matter.ExternalId is { } id && await unit.TicketOfIntakeAsync(matter.Channel, matter.Actor.By.ToString(), id, CancellationToken.None) is not null;
}
