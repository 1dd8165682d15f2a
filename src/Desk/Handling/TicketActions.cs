using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// Runs every action on a ticket: loads the ticket whole, asks the authority table, compares the version, calls the ticket's method.
/// Runs inside the caller's write, so that the caller's own rows commit together with it.
/// </summary>
public sealed class TicketActions(
    PromisePolicy policy, TimeFormatter timeFormatter, SplitReceipt splitReceipt, ReplyWindows replyWindows,
    VoiceCopies voices, SlipPolicy slipPolicy, CatalogueCache catalogue)
{
    /// <summary>Formats a time for residents.</summary>
    public TimeFormatter TimeFormatter => timeFormatter;

    public SplitReceipt SplitReceipt => splitReceipt;

    public ReplyWindows ReplyWindows => replyWindows;

    public VoiceCopies Voices => voices;

    public SlipPolicy SlipPolicy => slipPolicy;

    /// <summary>Returns the time by which the head is to give an instruction on a matter that is put before the head now.</summary>
    public DateTimeOffset HeadDueTimeAt(DateTimeOffset now) => policy.HeadDueTimeAt(now);

    /// <summary>Adds a fault for a code of which there is no department.</summary>
    public void CheckDepartment(List<FieldFault> faults, string? code)
    {
        var known = catalogue.Departments.Select(d => d.Code).ToList();
        if (CleanText.IsBlank(code)) faults.Add(new("department", "empty"));
        else if (!known.Contains(code)) faults.Add(new("department", "unknownCode", ("known", string.Join(", ", known))));
    }

    /// <summary>Runs an action that ends with the ticket's own verdict.</summary>
    public Task<TicketActionResult> RunAsync(WriteUnit unit, TicketRequest request, TicketAction action,
        Func<Ticket, ChangeContext, Refusal?> apply, CancellationToken cancellation, CycleEndReason? cancelReason = null) =>
        RunAsync(unit, request, action,
            (ticket, context) => TicketActionResult.FromRefusal(apply(ticket, context), ticket), cancellation, cancelReason);

    /// <summary>Runs an action that has other results than the ticket's refusals, or another ticket as its result.</summary>
    public Task<TicketActionResult> RunAsync(WriteUnit unit, TicketRequest request, TicketAction action,
        Func<Ticket, ChangeContext, TicketActionResult> apply, CancellationToken cancellation, CycleEndReason? cancelReason = null) =>
        RunAsync(unit, request, action, (ticket, context) => Task.FromResult(apply(ticket, context)), cancellation, cancelReason);

    /// <summary>Runs an action that also changes rows beside the ticket.</summary>
    public async Task<TicketActionResult> RunAsync(WriteUnit unit, TicketRequest request, TicketAction action,
        Func<Ticket, ChangeContext, Task<TicketActionResult>> apply, CancellationToken cancellation, CycleEndReason? cancelReason = null)
    {
        var ticket = await unit.Db.FindFullTicketAsync(request.Number, cancellation);
        if (ticket is null || !MayAccess(request.Actor, ticket)) return new TicketActionResult.TicketNotFound();
        if (!Authority.May(request.Actor, action, ticket, cancelReason)) return new TicketActionResult.ActionForbidden(action);
        if (request.IfVersion is { } read && read != ticket.Version) return new TicketActionResult.TicketChanged(ticket.Version);
        if (request.IfHeldBy is { } seen && seen != TicketHolders.Format(ticket))
            return new TicketActionResult.TicketChanged(ticket.Version);
        var before = ticket.Version;
        var result = await apply(ticket, NewContext(unit));
        return result is TicketActionResult.ActionDone done && done.Ticket == ticket && ticket.Version == before
            ? done with { ChangedNothing = true } : result;
    }

    public ChangeContext NewContext(WriteUnit unit) => unit.CreateChangeContext(policy);

    public static TicketActionResult? Validate(Action<List<FieldFault>> addFaults)
    {
        var faults = new List<FieldFault>();
        addFaults(faults);
        return faults.Count == 0 ? null : new TicketActionResult.ActionInvalid(faults);
    }

    public static MessageBody NewMessageBody(WriteUnit unit, string text, DateTimeOffset? at = null) =>
        new(text.Trim(), WriteUnit.NewSalt(), at ?? unit.Now);

    // Residents have proved themselves by their chat or tracking code; the authority table decides what they may do.
    private static bool MayAccess(Actor actor, Ticket ticket) =>
        actor.Author.Kind is AuthorKind.Resident or AuthorKind.System || Authority.MayRead(actor, ticket.ReadingDepartments);
}
