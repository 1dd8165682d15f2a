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
            else if (replayed != ReplayedOrder.From(order)) yield return new(history.Subject, "orderChanged", orderNumber);
        }

        if (told.Count > 0) yield return new(history.Subject, "orderLost", ("count", told.Count));
    }

    private static void Replay(Dictionary<long, ReplayedOrder> orders, TicketEvent happened)
    {
        if (happened is IDraftsOrder { Order: { } drafted } cause) orders[drafted] = new(cause.Cause, happened.At);
        if (OrderIn(happened) is { } id && orders.TryGetValue(id, out var order)) orders[id] = order.After(happened);
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

    private sealed record ReplayedOrder(OrderCause Cause, DateTimeOffset DraftedAt)
    {
        private OrderState State { get; init; }

        private string? User { get; init; }

        private DateTimeOffset? DueAt { get; init; }

        private int Repeats { get; init; }

        private DateTimeOffset? IssuedAt { get; init; }

        private DateTimeOffset? AnsweredAt { get; init; }

        private DateTimeOffset? OverdueAt { get; init; }

        private DateTimeOffset? EndedAt { get; init; }

        public static ReplayedOrder From(SupervisionOrder order) => new(order.Cause, order.DraftedAt)
        {
            State = order.State, User = order.User, DueAt = order.DueAt, Repeats = order.Repeats, IssuedAt = order.IssuedAt,
            AnsweredAt = order.AnsweredAt, OverdueAt = order.OverdueAt, EndedAt = order.EndedAt,
        };

        public ReplayedOrder After(TicketEvent happened) => happened switch
        {
            OrderIssued issued => this with
            {
                State = OrderState.Issued,
                User = issued.User,
                DueAt = issued.DueAt,
                IssuedAt = happened.At,
            },
            OrderAnswered => this with { State = OrderState.Answered, AnsweredAt = happened.At },
            OrderRepeated repeated => this with
            {
                State = OrderState.Issued,
                DueAt = repeated.DueAt,
                Repeats = Repeats + 1,
                OverdueAt = null,
            },
            OrderAccepted => this with { State = OrderState.Accepted, EndedAt = happened.At },
            OrderDropped => this with { State = OrderState.Dropped, EndedAt = happened.At },
            OrderReminded { Late: true } => this with { OverdueAt = happened.At },
            _ => this,
        };
    }
}
