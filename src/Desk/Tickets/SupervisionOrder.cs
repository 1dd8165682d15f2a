using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

[JsonConverter(typeof(CamelCaseEnumConverter<OrderState>))]
public enum OrderState { Draft, Issued, Answered, Accepted, Dropped }

[JsonConverter(typeof(CamelCaseEnumConverter<OrderCause>))]
public enum OrderCause { Missed, BadRating, SecondReturn, ByHand, Instruction }

/// <summary>
/// A supervision order (督办单): a supervisor demands of one person that a ticket is put right until a time. It ends with an accepted
/// answer, or is dropped with a reason.
/// </summary>
public sealed class SupervisionOrder
{
    public static readonly TimeSpan MaxLength = TimeSpan.FromDays(60);

    /// <summary>The time before the due time at which the addressee is reminded.</summary>
    public static readonly TimeSpan ReminderBefore = TimeSpan.FromHours(4);

    /// <summary>The number of the order.</summary>
    public required long Id { get; init; }

    public required long TicketId { get; init; }

    public required OrderCause Cause { get; init; }

    /// <summary>
    /// The response cycle, rating, slip or matter before the head that caused the draft, which causes no other; null for a draft by hand.
    /// </summary>
    public long? CauseId { get; init; }

    public required DateTimeOffset DraftedAt { get; init; }

    public OrderState State { get; private set; }

    /// <summary>The user name of the person who is to answer; null while it is a draft.</summary>
    public string? User { get; private set; }

    public long? DemandMessageId { get; private set; }

    public DateTimeOffset? IssuedAt { get; private set; }

    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>The message with the newest answer.</summary>
    public long? AnswerMessageId { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The number of answers that were not accepted.</summary>
    public int Repeats { get; private set; }

    /// <summary>The time at which it was noticed that the answer is late.</summary>
    public DateTimeOffset? OverdueAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The time of the next reminder; null when none is left.</summary>
    public DateTimeOffset? NextCheckAt { get; private set; }

    public bool IsOpen => State is OrderState.Draft or OrderState.Issued or OrderState.Answered;

    /// <summary>Returns the reason to refuse an action that follows from the order alone; null when it is allowed.</summary>
    public RefusalReason? RefusalReasonFor(TicketAction action) => action switch
    {
        TicketAction.IssueOrder when State is OrderState.Draft => null,
        TicketAction.AnswerOrder when State is OrderState.Issued => null,
        TicketAction.AcceptOrder or TicketAction.RepeatOrder when State is OrderState.Answered => null,
        TicketAction.DropOrder when IsOpen => null,
        _ => RefusalReason.WrongOrderState,
    };

    internal void Issue(string user, DateTimeOffset dueAt, long demand, DateTimeOffset at)
    {
        (State, User, DemandMessageId, IssuedAt) = (OrderState.Issued, user, demand, at);
        SetDueTime(dueAt, at);
    }

    internal void Answer(long message, DateTimeOffset at) =>
        (State, AnswerMessageId, AnsweredAt, NextCheckAt) = (OrderState.Answered, message, at, null);

    internal void Repeat(DateTimeOffset dueAt, DateTimeOffset at)
    {
        (State, Repeats, OverdueAt) = (OrderState.Issued, Repeats + 1, null);
        SetDueTime(dueAt, at);
    }

    internal void Accept(DateTimeOffset at) => End(OrderState.Accepted, at);

    internal void Drop(DateTimeOffset at) => End(OrderState.Dropped, at);

    /// <summary>Takes note that a reminder went out, and sets the time of the next one. Returns true if the answer is late.</summary>
    internal bool Remind(DateTimeOffset now)
    {
        if (now < DueAt)
        {
            NextCheckAt = DueAt;
            return false;
        }

        (OverdueAt, NextCheckAt) = (now, null);
        return true;
    }

    private void SetDueTime(DateTimeOffset dueAt, DateTimeOffset now) =>
        (DueAt, NextCheckAt) = (dueAt, dueAt - ReminderBefore > now ? dueAt - ReminderBefore : dueAt);

    private void End(OrderState state, DateTimeOffset at) => (State, EndedAt, NextCheckAt) = (state, at, null);
}
