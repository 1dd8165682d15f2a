using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling.Orders;

/// <summary>Drafts a supervision order by hand. The API has <c>POST /orders</c> for it, which returns the order.</summary>
public static class DraftOrder
{
    internal static ActionDefinition Definition { get; } =
        new(TicketAction.DraftOrder, null, new FormDefinition("draft-order", (_, _) => DraftOnceAsync)
        {
            ButtonStyle = "quiet wide", IsOffered = context => !HasDraft(context.Ticket),
        });

    public static Task<TicketActionResult> DraftAsync(
        TicketActions actions, WriteUnit unit, TicketRequest request, CancellationToken cancellation) =>
        actions.RunAsync(unit, request, TicketAction.DraftOrder,
            (ticket, context) => ticket.DraftOrder(request.Actor.Author, context), cancellation);

    // A button pressed twice drafts one order.
    private static Task<TicketActionResult> DraftOnceAsync(
        TicketActions actions, WriteUnit unit, TicketRequest request, CancellationToken cancellation) =>
        actions.RunAsync(unit, request, TicketAction.DraftOrder,
            (ticket, context) => HasDraft(ticket) ? null : ticket.DraftOrder(request.Actor.Author, context), cancellation);

    private static bool HasDraft(Ticket ticket) =>
        ticket.Orders.Any(order => order is { Cause: OrderCause.ByHand, State: OrderState.Draft });
}
