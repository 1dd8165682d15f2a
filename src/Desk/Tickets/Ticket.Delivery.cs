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
        if (message.Delivery is DeliveryState.Queued) MarkUndelivered(message, outcome, null, context);
    }

    /// <summary>
    /// Records that a message which the channel had accepted did not arrive. A cycle that it had met is not rewritten; a new one starts
    /// now, because the resident still waits, and somebody has to call.
    /// </summary>
    public void RevokeDelivery(long messageId, DeliveryState outcome, ChangeContext context)
    {
        var message = _messages.Single(m => m.Id == messageId);
        if (message.Delivery is not (DeliveryState.Queued or DeliveryState.Sent)) return;
        var countedAt = message.DeliveredAt;
        message.DeliveredAt = null;
        MarkUndelivered(message, outcome, countedAt, context);
    }

    /// <summary>
    /// Returns the messages that wait until the channel reaches the resident again, oldest first. What was told on a call, or was replaced
    /// by a later answer, waits no longer.
    /// </summary>
    public IReadOnlyList<Message> GetWaitingMessages() =>
        [.. _messages.Where(m => m.Delivery is DeliveryState.Unreachable && NeedsCall(m)).OrderBy(m => m.Id)];

    /// <summary>
    /// Records that a waiting message is sent again. The ticket stays on the call-back list until it has arrived, so a message that fails
    /// again is not forgotten.
    /// </summary>
    public void ResumeDelivery(long messageId, ChangeContext context)
    {
        var message = _messages.Single(m => m.Id == messageId);
        if (message.Delivery is not DeliveryState.Unreachable) return;
        message.Delivery = DeliveryState.Queued;
        Record(new DeliveryResumed(context.Now, Author.System, messageId));
    }

    /// <summary>Puts the ticket on the call-back list, because the resident wishes to talk to a person. Refused if it is closed.</summary>
    public Refusal? RequestCall(Author author, ChangeContext context)
    {
        if (Status is Closed) return CreateRefusal(TicketAction.Write, RefusalReason.WrongState, context);
        if (NeedsCallBack) return null;
        NeedsCallBack = true;
        Record(new CallRequested(context.Now, author));
        return null;
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

    private void MarkUndelivered(Message message, DeliveryState outcome, DateTimeOffset? countedAt, ChangeContext context)
    {
        message.Delivery = outcome;
        var waits = NeedsCall(message);
        (Unreachable, NeedsCallBack) = (Unreachable || waits, NeedsCallBack || (waits && Status is not Closed));
        var started = waits && countedAt is { } at ? RestartCycleAnsweredAt(at, context) : null;
        Record(new DeliveryFailed(context.Now, Author.System, message.Id, outcome, CycleSnapshot.From(started)));
    }

    /// <summary>Starts a cycle for the messages that an answer seemed to have answered; null if it had answered none.</summary>
    private ResponseCycle? RestartCycleAnsweredAt(DateTimeOffset at, ChangeContext context)
    {
        if (UnansweredCycle is not null || Status is Resolved or Closed) return null;
        if (_cycles.Find(cycle => cycle.Via is AnsweredVia.Chat && (cycle.MetAt ?? cycle.AnsweredLateAt) == at) is not { } answered)
            return null;
        if (Status is WaitingForResident) Status = InProgress;
        return StartCycle(_messages.Single(m => m.Id == answered.FirstMessageId), context.Now, context);
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
    /// True for a message that did not reach the resident and that no delivered later message replaces.
    /// A later answer replaces every message, a later resolution only a resolution.
    /// </summary>
    public bool NeedsCall(Message message)
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
