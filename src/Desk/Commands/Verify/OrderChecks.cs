using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>Replays the events of supervision orders and compares the outcome with the stored orders.</summary>
internal static class OrderChecks
{
    public static IEnumerable<Finding> Check(TicketHistory history)
    {
        var told = new Dictionary<long, ReplayedOrder>();
        foreach (var happened in history.Events) Replay(told, happened);
        foreach (var order in history.Ticket.Orders)
        {
            (string, object) orderNumber = ("order", order.Id);
            if (!told.Remove(order.Id, out var replayed)) yield return new(history.Subject, "orderUntold", orderNumber);
            else if (replayed != new ReplayedOrder(order.Cause, order.State, order.User, order.DueAt, order.Repeats,
                order.OverdueAt is not null)) yield return new(history.Subject, "orderChanged", orderNumber);
        }

        if (told.Count > 0) yield return new(history.Subject, "orderLost", ("count", told.Count));
    }

    private static void Replay(Dictionary<long, ReplayedOrder> orders, TicketEvent happened)
    {
        if (happened is IDraftsOrder { Order: { } drafted } cause)
            orders[drafted] = new(cause.Cause, OrderState.Draft, null, null, 0, false);
        if (OrderIn(happened) is not { } id || !orders.TryGetValue(id, out var order)) return;
        orders[id] = happened switch
        {
            OrderIssued issued => order with { State = OrderState.Issued, User = issued.User, DueAt = issued.DueAt },
            OrderAnswered => order with { State = OrderState.Answered },
            OrderRepeated repeated => order with
            {
                State = OrderState.Issued, DueAt = repeated.DueAt, Repeats = order.Repeats + 1, IsLate = false,
            },
            OrderAccepted => order with { State = OrderState.Accepted },
            OrderDropped => order with { State = OrderState.Dropped },
            OrderReminded { Late: true } => order with { IsLate = true },
            _ => order,
        };
    }

    private static long? OrderIn(TicketEvent happened) => happened switch
    {
        OrderIssued e => e.Order,
        OrderAnswered e => e.Order,
        OrderRepeated e => e.Order,
        OrderAccepted e => e.Order,
        OrderDropped e => e.Order,
        OrderReminded e => e.Order,
        _ => null,
    };

    private sealed record ReplayedOrder(
        OrderCause Cause, OrderState State, string? User, DateTimeOffset? DueAt, int Repeats, bool IsLate);
}
