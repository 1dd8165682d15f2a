using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Orders;

/// <summary>Accepts the answer of a supervision order, which ends it.</summary>
public static class AcceptOrder
{
    internal static ActionDefinition Definition { get; } = new(TicketAction.AcceptOrder,
        new JsonOperation<NothingBody>("accept", "acceptOrder", "Accepts the answer, which ends the order.", (_, _) => AcceptAsync)
        {
            WhenEmpty = new(),
        },
        OrderActions.CreateForm(TicketAction.AcceptOrder, "accept-order", (_, _) => AcceptAsync))
    {
        IsOnOrder = true,
    };

    private static Task<TicketActionResult> AcceptAsync(
        TicketActions actions, WriteUnit unit, TicketRequest request, CancellationToken cancellation) =>
        actions.ChangeOrderAsync(unit, request, TicketAction.AcceptOrder,
            on => on.Ticket.AcceptOrder(on.Author, on.Order, on.Context), cancellation);
}
