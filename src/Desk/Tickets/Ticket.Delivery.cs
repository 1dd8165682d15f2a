using EcomCenter.Contracts;
using static EcomCenter.Contracts.TicketStatus;

namespace EcomCenter.Desk.Tickets;

/// <summary>The delivery of messages to the resident, and the call-backs that failed deliveries require.</summary>
public sealed partial class Ticket
{
    /// <summary>Records that the channel accepted a message at <paramref name="acceptedAt"/>.</summary>
    public void RecordDelivery(long messageId, DateTimeOffset acceptedAt, ChangeContext context)
    {
        var message = _messages.Single(m => m.Id == messageId);
        if (message.Delivery is DeliveryState.Sent) return;
        MarkDelivered(message, acceptedAt);
        var answered = message.KindOfAnswer is null ? null : MarkCycleAnswered(message, acceptedAt, AnsweredVia.Chat, context);
        var next = answered is null ? null : StartCycleForMessagesAfter(message.Id, context);
        var waits = WaitForResident(message, context) is null;
        Record(new AnswerDelivered(context.Now, Author.System, messageId, acceptedAt, answered, AnsweredVia.Chat,
            CycleSnapshot.From(next), waits));
    }

    /// <summary>
    /// Records that the channel refused a message or cannot reach the resident. The response cycle stays open, and somebody has to call.
    /// </summary>
    public void RecordDeliveryFailure(long messageId, DeliveryState outcome, ChangeContext context)
    {
        var message = _messages.Single(m => m.Id == messageId);
        if (message.Delivery is not DeliveryState.Queued) return;
        message.Delivery = outcome;
        var waits = NeedsCall(message);
        (Unreachable, NeedsCallBack) = (Unreachable || waits, NeedsCallBack || (waits && Status is not Closed));
        Record(new DeliveryFailed(context.Now, Author.System, messageId, outcome));
    }

    /// <summary>
    /// Puts the ticket on the call-back list, because the reply window of the chat closed before an answer was delivered.
    /// Returns false when no answer is owed or a call is due already.
    /// </summary>
    public bool RecordReplyWindowClosed(ChangeContext context)
    {
        if (Status is Closed || !Unanswered || NeedsCallBack || Reach is not Contracts.Reach.Chat) return false;
        NeedsCallBack = true;
        Record(new ReplyWindowShut(context.Now, Author.System));
        return true;
    }

    private void MarkDelivered(Message message, DateTimeOffset at)
    {
        (message.Delivery, message.DeliveredAt) = (DeliveryState.Sent, at);
        Unreachable = false;
        NeedsCallBack = AnyMessageNeedsCall;
    }

    /// <summary>The ticket has a message that must be told by phone. A closed ticket needs no call.</summary>
    private bool AnyMessageNeedsCall => Status is not Closed && _messages.Exists(NeedsCall);

    /// <summary>
    /// Returns true for a message that did not reach the resident and that no delivered later message replaces.
    /// A later answer replaces every message, a later resolution only a resolution.
    /// </summary>
    private bool NeedsCall(Message message)
    {
        return IsUndelivered(message)
            && !_messages.Exists(later => later.Id > message.Id && later.Delivery is DeliveryState.Sent && Replaces(later));

        bool Replaces(Message later) =>
            later.KindOfAnswer is not null || (later.Kind is MessageKind.Resolution && message.Kind is MessageKind.Resolution);
    }

    private static bool IsUndelivered(Message message) => message.Delivery is DeliveryState.Failed or DeliveryState.Unreachable
        || message is { Delivery: DeliveryState.Queued, Reach: Contracts.Reach.Phone };

    private bool IsAnswerBeingSent(ResponseCycle cycle) => _messages.Exists(m =>
        m.KindOfAnswer is not null && m.Reach is Contracts.Reach.Chat && m.Delivery is DeliveryState.Queued
        && m.Id > cycle.FirstMessageId && m.RecordedAt <= cycle.DueAt);
}
