using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Slips;

/// <summary>A slip of a loaded ticket, its actor, and the time and ids for the change.</summary>
internal sealed record SlipChange(Ticket Ticket, TransferSlip Slip, Author Author, ChangeContext Context);

/// <summary>The parts that all actions on slips share: the form's choice of a slip, and the checks before the action.</summary>
internal static class SlipActions
{
    private const string SlipField = "slip";

    /// <summary>The form of an action on a slip. It chooses among the slips that allow the action; usually there is one.</summary>
    public static FormDefinition CreateForm(TicketAction action, string name, Func<TicketForm, List<FieldFault>, TicketUseCase> read,
        params IReadOnlyList<FormField> fields) =>
        new(name, (form, faults) =>
        {
            var useCase = read(form, faults);
            long? chosen = form.Ids(SlipField) is [var id] ? id : null;
            return (actions, unit, request, cancellation) => useCase(actions, unit, request with { SlipId = chosen }, cancellation);
        })
        {
            Fields =
            [
                new ChoiceFormField(SlipField, "ticket.slip", context => OptionsFor(context, action))
                {
                    InitialValue = context => OptionsFor(context, action).Select(option => option.Value).FirstOrDefault(),
                },
                .. fields,
            ],
            IsOffered = context => OptionsFor(context, action).Any(),
        };

    /// <summary>Runs an action that ends with the ticket's own verdict.</summary>
    public static Task<TicketActionResult> ChangeSlipAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        TicketAction action, Func<SlipChange, Refusal?> change, CancellationToken cancellation) =>
        actions.RunOnSlipAsync(unit, request, action, on => TicketActionResult.FromRefusal(change(on), on.Ticket), cancellation);

    public static Task<TicketActionResult> RunOnSlipAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        TicketAction action, Func<SlipChange, TicketActionResult> run, CancellationToken cancellation) =>
        actions.RunAsync(unit, request, action, (ticket, context) =>
        {
            if (ticket.Slips.FirstOrDefault(s => s.Id == request.SlipId) is not { } slip)
                return new TicketActionResult.ActionInvalid([new(SlipField, "empty")]);
            return Authority.May(request.Actor, action, ticket, slip)
                ? run(new(ticket, slip, request.Actor.Author, context))
                : new TicketActionResult.ActionForbidden(action);
        }, cancellation);

    /// <summary>Adds a fault for a due time that has passed or lies too far ahead.</summary>
    public static void CheckDueTime(List<FieldFault> faults, DateTimeOffset? dueAt, DateTimeOffset now)
    {
        if (dueAt <= now) faults.Add(new("dueAt", "inThePast"));
        else if (dueAt > now + TransferSlip.MaxLength)
            faults.Add(new("dueAt", "tooFarAhead", ("days", TransferSlip.MaxLength.Days)));
    }

    private static IEnumerable<(string Value, string Text)> OptionsFor(FormContext context, TicketAction action) =>
        context.Ticket.Slips
            .Where(slip => slip.RefusalReasonFor(action) is null && Authority.May(context.Reader, action, context.Ticket, slip))
            .Select(slip => ($"{slip.Id}", context.Catalogue.DepartmentName(context.Reader.Language, slip.Department)));
}
