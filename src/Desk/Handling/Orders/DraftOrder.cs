using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Orders;

/// <summary>Drafts a supervision order by hand. The API has <c>POST /orders</c> for it, which returns the order.</summary>
public static class DraftOrder
{
    internal static ActionDefinition Definition { get; } =
        new(TicketAction.DraftOrder, null, new FormDefinition("draft-order", (_, _) => DraftAsync) { ButtonStyle = "quiet wide" });

    public static Task<TicketActionResult> DraftAsync(
        TicketActions actions, WriteUnit unit, TicketRequest request, CancellationToken cancellation) =>
        actions.RunAsync(unit, request, TicketAction.DraftOrder,
            (ticket, context) => ticket.DraftOrder(request.Actor.Author, context), cancellation);
}
