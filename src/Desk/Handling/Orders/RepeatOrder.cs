using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Orders;

/// <summary>Asks for another answer to a supervision order, until a later time.</summary>
public static class RepeatOrder
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.RepeatOrder,
        new JsonOperation<RepeatOrderBody>("again", "repeatOrder", "Does not accept the answer and asks for another one.",
            (body, faults) => Repeat(body.Reason, faults.ReadTime("dueAt", body.DueAt))),
        OrderActions.CreateForm(TicketAction.RepeatOrder, "repeat-order",
            (form, faults) => Repeat(form["reason"], form.Time(faults, "dueAt", endOfDay: true)),
            new TextFormField("reason", "ticket.order.missing") { Rows = 2 }, new TimeFormField("dueAt", "ticket.order.due")))
    {
        IsOnOrder = true,
    };

    private static TicketUseCase Repeat(string? reason, DateTimeOffset? dueAt) => async (actions, unit, request, cancellation) =>
        TicketActions.Validate(faults =>
        {
            TextValidation.CheckRequired(faults, "reason", reason, TextValidation.MaxTextLength);
            OrderActions.CheckDueTime(faults, dueAt, unit.Now);
        }) ?? await actions.ChangeOrderAsync(unit, request, TicketAction.RepeatOrder, on => on.Ticket.RepeatOrder(on.Author, on.Order,
            dueAt!.Value.TruncateToMilliseconds(), TicketActions.NewMessageBody(unit, reason!), on.Context), cancellation);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RepeatOrderBody
{
    /// <summary>The part that the answer lacks.</summary>
    [Required]
    public string? Reason { get; init; }

    [Required]
    public SentTime? DueAt { get; init; }
}
