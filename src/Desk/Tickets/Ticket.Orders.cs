using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>Supervision orders: drafted by a miss, a bad rating, the second return of a slip, or by hand.</summary>
public sealed partial class Ticket
{
    public Refusal? DraftOrder(Author author, ChangeContext context)
    {
        if (RefusalFor(TicketAction.DraftOrder, context) is { } refusal) return refusal;
        Record(new OrderDrafted(context.Now, author, AddDraft(OrderCause.ByHand, null, context)));
        return null;
    }

    public Refusal? IssueOrder(
        Author author, SupervisionOrder order, string user, DateTimeOffset dueAt, MessageBody demand, ChangeContext context)
    {
        if (RefusalFor(TicketAction.IssueOrder, order, context) is { } refusal) return refusal;
        var message = AddMessage(MessageKind.Order, author, demand, context);
        order.Issue(user, dueAt, message.Id, context.Now);
        Record(new OrderIssued(context.Now, author, order.Id, user, message.Id, message.ComputeHash(), dueAt));
        return null;
    }

    public Refusal? AnswerOrder(Author author, SupervisionOrder order, MessageBody answer, ChangeContext context)
    {
        if (RefusalFor(TicketAction.AnswerOrder, order, context) is { } refusal) return refusal;
        var message = AddMessage(MessageKind.Order, author, answer, context);
        order.Answer(message.Id, context.Now);
        Record(new OrderAnswered(context.Now, author, order.Id, message.Id, message.ComputeHash()));
        return null;
    }

    /// <summary>Closes an order. After a bad rating the resident must have been told something since.</summary>
    public Refusal? AcceptOrder(Author author, SupervisionOrder order, ChangeContext context)
    {
        if (RefusalFor(TicketAction.AcceptOrder, order, context) is { } refusal) return refusal;
        if (order.Cause is OrderCause.BadRating && !_messages.Exists(m => IsTellingResident(m) && m.Id > order.Id))
            return CreateRefusal(TicketAction.AcceptOrder, RefusalReason.ResidentNotTold, context);
        order.Accept(context.Now);
        Record(new OrderAccepted(context.Now, author, order.Id));
        return null;
    }

    /// <summary>Asks for another answer until a later time.</summary>
    public Refusal? RepeatOrder(Author author, SupervisionOrder order, DateTimeOffset dueAt, MessageBody reason, ChangeContext context)
    {
        if (RefusalFor(TicketAction.RepeatOrder, order, context) is { } refusal) return refusal;
        var message = AddMessage(MessageKind.Order, author, reason, context);
        order.Repeat(dueAt, context.Now);
        Record(new OrderRepeated(context.Now, author, order.Id, order.User!, message.Id, message.ComputeHash(), dueAt));
        return null;
    }

    public Refusal? DropOrder(Author author, SupervisionOrder order, MessageBody reason, ChangeContext context)
    {
        if (RefusalFor(TicketAction.DropOrder, order, context) is { } refusal) return refusal;
        var message = AddMessage(MessageKind.Order, author, reason, context);
        order.Drop(context.Now);
        Record(new OrderDropped(context.Now, author, order.Id, message.Id, message.ComputeHash()));
        return null;
    }

    /// <summary>Adds the draft that a cause calls for and returns its number; null if the cause has one.</summary>
    private long? DraftOrderFor(OrderCause cause, long causeId, ChangeContext context) =>
        _orders.Exists(o => o.Cause == cause && o.CauseId == causeId) ? null : AddDraft(cause, causeId, context);

    private long AddDraft(OrderCause cause, long? causeId, ChangeContext context)
    {
        var order = new SupervisionOrder
        {
            Id = context.NewId(), TicketId = Id, Cause = cause, CauseId = causeId, DraftedAt = context.Now,
        };
        _orders.Add(order);
        return order.Id;
    }

    private void RemindOfOrders(ChangeContext context)
    {
        foreach (var order in _orders.Where(o => o.NextCheckAt <= context.Now))
        {
            var isLate = order.Remind(context.Now);
            Record(new OrderReminded(context.Now, Author.System, order.Id, order.User!, order.DueAt!.Value, isLate));
        }
    }

    private static bool IsTellingResident(Message message) =>
        message.Delivery is DeliveryState.Sent && (message.KindOfAnswer is not null || message.Kind is MessageKind.Resolution);

    private Refusal? RefusalFor(TicketAction action, SupervisionOrder order, ChangeContext context)
    {
        var reason = RefusalReasonFor(action, context.Now) ?? order.RefusalReasonFor(action);
        return reason is { } known ? CreateRefusal(action, known, context) : null;
    }
}
