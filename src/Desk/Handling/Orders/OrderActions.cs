using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Orders;

/// <summary>A supervision order of a loaded ticket, its actor, and the time and ids for the change.</summary>
internal sealed record OrderChange(Ticket Ticket, SupervisionOrder Order, Author Author, ChangeContext Context);

/// <summary>
/// The parts that all actions on supervision orders share: the form's choice of an order, and the checks before the action.
/// </summary>
internal static class OrderActions
{
    private const string OrderField = "order";

    /// <summary>The form of an action on an order. It chooses among the orders that allow the action; usually there is one.</summary>
    public static FormDefinition CreateForm(TicketAction action, string name, Func<TicketForm, List<FieldFault>, TicketUseCase> read,
        params IReadOnlyList<FormField> fields) =>
        new(name, (form, faults) =>
        {
            var useCase = read(form, faults);
            long? chosen = form.Ids(OrderField) is [var id] ? id : null;
            return (actions, unit, request, cancellation) => useCase(actions, unit, request with { OrderId = chosen }, cancellation);
        })
        {
            Fields =
            [
                new ChoiceFormField(OrderField, "ticket.order", context => OptionsFor(context, action))
                {
                    InitialValue = context => OptionsFor(context, action).Select(option => option.Value).FirstOrDefault(),
                },
                .. fields,
            ],
            IsOffered = context => OptionsFor(context, action).Any(),
        };

    public static Task<TicketActionResult> RunOnOrderAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        TicketAction action, Func<OrderChange, Task<TicketActionResult>> run, CancellationToken cancellation) =>
        actions.RunAsync(unit, request, action, async (ticket, context) =>
        {
            if (ticket.Orders.FirstOrDefault(o => o.Id == request.OrderId) is not { } order)
                return new TicketActionResult.ActionInvalid([new(OrderField, "empty")]);
            return Authority.May(request.Actor, action, ticket, order)
                ? await run(new(ticket, order, request.Actor.Author, context))
                : new TicketActionResult.ActionForbidden(action);
        }, cancellation);

    /// <summary>Runs an action that ends with the ticket's own verdict.</summary>
    public static Task<TicketActionResult> ChangeOrderAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        TicketAction action, Func<OrderChange, Refusal?> change, CancellationToken cancellation) =>
        actions.RunOnOrderAsync(unit, request, action,
            on => Task.FromResult(TicketActionResult.FromRefusal(change(on), on.Ticket)), cancellation);

    /// <summary>An action with words, which are required.</summary>
    public static TicketUseCase ChangeWithWords(
        TicketAction action, string field, string? words, Func<OrderChange, MessageBody, Refusal?> change) =>
        async (actions, unit, request, cancellation) =>
            TicketActions.Validate(faults => TextValidation.CheckRequired(faults, field, words, TextValidation.MaxTextLength))
            ?? await actions.ChangeOrderAsync(unit, request, action,
                on => change(on, TicketActions.NewMessageBody(unit, words!)), cancellation);

    /// <summary>Adds a fault for a due time that is missing, has passed or lies too far ahead.</summary>
    public static void CheckDueTime(List<FieldFault> faults, DateTimeOffset? dueAt, DateTimeOffset now)
    {
        if (dueAt is null) faults.Add(new("dueAt", "empty"));
        else if (dueAt <= now) faults.Add(new("dueAt", "inThePast"));
        else if (dueAt > now + SupervisionOrder.MaxLength)
            faults.Add(new("dueAt", "tooFarAhead", ("days", SupervisionOrder.MaxLength.Days)));
    }

    private static IEnumerable<(string Value, string Text)> OptionsFor(FormContext context, TicketAction action) =>
        context.Ticket.Orders
            .Where(order => order.RefusalReasonFor(action) is null && Authority.May(context.Reader, action, context.Ticket, order))
            .Select(order => ($"{order.Id}",
                $"{order.Id} · {context.Text("ticket.order.cause." + EcomCenter.Texts.EnumCode.From(order.Cause))}"));
}
