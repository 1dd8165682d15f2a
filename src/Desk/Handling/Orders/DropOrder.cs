using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Orders;

/// <summary>Drops a supervision order that is not needed, with the reason.</summary>
public static class DropOrder
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.DropOrder,
        new JsonOperation<ReasonBody>("drop", "dropOrder", "Drops the order with the reason.", (body, _) => Drop(body.Reason)),
        OrderActions.CreateForm(TicketAction.DropOrder, "drop-order", (form, _) => Drop(form["reason"]),
            new TextFormField("reason", "ticket.reason")))
    {
        IsOnOrder = true,
    };

    private static TicketUseCase Drop(string? reason) => OrderActions.ChangeWithWords(TicketAction.DropOrder, "reason", reason,
        (on, words) => on.Ticket.DropOrder(on.Author, on.Order, words, on.Context));
}
