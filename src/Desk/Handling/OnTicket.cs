using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// Runs every action on a ticket: loads the ticket whole, asks the authority table, compares the version, calls the ticket's method.
/// Runs inside the caller's write, so that the caller's own rows commit together with it.
/// </summary>
public sealed class OnTicket(PromisePolicy policy, ShownTime shown)
{
    /// <summary>Formats a time for residents.</summary>
    public ShownTime Shown => shown;

    public async Task<Outcome> RunAsync(WriteUnit unit, TicketRequest request, TicketAction action,
        Func<Ticket, Moment, Refusal?> verb, CancellationToken cancellation, CycleEnd? cancelAs = null)
    {
        var ticket = await unit.Db.WholeTicketAsync(request.Number, cancellation);
        if (ticket is null || !IsTheirs(request.Actor, ticket)) return new Outcome.NotFound();
        if (!Authority.May(request.Actor, action, ticket, cancelAs)) return new Outcome.Forbidden(action);
        if (request.IfVersion is { } read && read != ticket.Version) return new Outcome.Changed(ticket.Version);
        var refusal = verb(ticket, Moment(unit));
        return refusal is null ? new Outcome.Done(ticket) : new Outcome.Refused(refusal);
    }

    public Moment Moment(WriteUnit unit) => unit.Moment(policy.Due);

    public static Outcome? Check(Action<List<FieldFault>> rules)
    {
        var faults = new List<FieldFault>();
        rules(faults);
        return faults.Count == 0 ? null : new Outcome.Invalid(faults);
    }

    public static Said Said(WriteUnit unit, string text, DateTimeOffset? at = null) =>
        new(text.Trim(), WriteUnit.NewSalt(), at ?? unit.Now);

    // Residents have proved themselves by their chat or tracking code; the authority table decides what they may do.
    private static bool IsTheirs(Actor actor, Ticket ticket) =>
        actor.By.Kind is ByKind.Resident or ByKind.System || Authority.MayRead(actor, ticket.Department);
}
