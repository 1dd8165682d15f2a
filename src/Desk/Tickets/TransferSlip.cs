using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

[JsonConverter(typeof(CamelCaseEnumConverter<SlipState>))]
public enum SlipState { Sent, Accepted, Answered, Returned, Withdrawn }

[JsonConverter(typeof(CamelCaseEnumConverter<SlipReturnReason>))]
public enum SlipReturnReason { NotOurs, NeedMore, Duplicate, Other }

/// <summary>The times of a slip, in the working time of its department.</summary>
/// <param name="RemindAt">The time of the reminder before the slip is due; null if that has passed already.</param>
/// <param name="WorkingTime">The working time that was counted; null for a due time that somebody stated.</param>
public sealed record SlipTimes(DateTimeOffset DueAt, DateTimeOffset? RemindAt, TimeSpan? WorkingTime = null);

/// <summary>
/// A request to a department to do its part of a ticket. Its time runs from the handing over, so that it cannot be held up by accepting
/// late. The resident's own deadline is untouched by it.
/// </summary>
public sealed class TransferSlip
{
    public static readonly TimeSpan MaxLength = TimeSpan.FromDays(60);

    public required long Id { get; init; }

    public required long TicketId { get; init; }

    /// <summary>The number of the slip within the ticket, from 1.</summary>
    public required int Ordinal { get; init; }

    public required string Department { get; init; }

    /// <summary>The message with the words of the request.</summary>
    public required long AskMessageId { get; init; }

    public DateTimeOffset HandedOverAt { get; private set; }

    /// <summary>True while the handing over has a time of a doubted clock, by which nobody is reminded.</summary>
    public bool IsStartDoubted { get; private set; }

    public required Author HandedOverBy { get; init; }

    public DateTimeOffset DueAt { get; private set; }

    /// <summary>The working time from the handing over; null for a due time that somebody stated, which no calendar moves.</summary>
    public TimeSpan? WorkingTime { get; private set; }

    /// <summary>The time at which the department or the desk last did something about the slip.</summary>
    public DateTimeOffset ActedAt { get; private set; }

    public SlipState State { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>The time at which the slip was answered, returned or withdrawn.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public SlipReturnReason? ReturnReason { get; private set; }

    /// <summary>The message with the result of the department.</summary>
    public long? AnswerMessageId { get; private set; }

    /// <summary>The later due time that the department asked for; null when no request waits.</summary>
    public DateTimeOffset? RequestedDueAt { get; private set; }

    /// <summary>The time at which it was noticed that the slip is late. Cleared when more time is granted.</summary>
    public DateTimeOffset? OverdueAt { get; private set; }

    /// <summary>The time of the next reminder; null when none is left.</summary>
    public DateTimeOffset? NextCheckAt { get; private set; }

    public bool IsOpen => State is SlipState.Sent or SlipState.Accepted;

    /// <summary>True while the department may read the ticket because of the slip: also afterwards, if it has answered.</summary>
    public bool GivesAccess => IsOpen || State is SlipState.Answered;

    internal static TransferSlip Open(
        Ticket ticket, int ordinal, string department, Message ask, Author author, SlipTimes times, ChangeContext context) => new()
        {
            Id = context.NewId(), TicketId = ticket.Id, Ordinal = ordinal, Department = department, AskMessageId = ask.Id,
            HandedOverAt = context.Now, HandedOverBy = author, DueAt = times.DueAt, NextCheckAt = times.RemindAt ?? times.DueAt,
            WorkingTime = times.WorkingTime, ActedAt = context.Now, IsStartDoubted = context.IsClockDoubted,
        };

    /// <summary>Returns the reason to refuse an action that follows from the slip alone; null when it is allowed.</summary>
    public RefusalReason? RefusalReasonFor(TicketAction action) => action switch
    {
        _ when !IsOpen => RefusalReason.SlipEnded,
        TicketAction.AcceptSlip when State is SlipState.Accepted => RefusalReason.AlreadyAccepted,
        TicketAction.ExtendSlip when RequestedDueAt is not null => RefusalReason.TimeAsked,
        TicketAction.GrantTime or TicketAction.RefuseTime when RequestedDueAt is null => RefusalReason.NoTimeAsked,
        _ => null,
    };

    internal void Accept(DateTimeOffset at) => (State, AcceptedAt, ActedAt) = (SlipState.Accepted, at, at);

    internal void Answer(long message, DateTimeOffset at)
    {
        AcceptedAt ??= at;
        AnswerMessageId = message;
        End(SlipState.Answered, at);
    }

    internal void Return(SlipReturnReason reason, DateTimeOffset at)
    {
        ReturnReason = reason;
        End(SlipState.Returned, at);
    }

    internal void Withdraw(DateTimeOffset at) => End(SlipState.Withdrawn, at);

    internal void RequestTime(DateTimeOffset dueAt, DateTimeOffset at) => (RequestedDueAt, ActedAt) = (dueAt, at);

    internal void RefuseTime(DateTimeOffset at) => (RequestedDueAt, ActedAt) = (null, at);

    internal void Extend(SlipTimes times, DateTimeOffset at) =>
        (DueAt, WorkingTime, RequestedDueAt, OverdueAt, NextCheckAt, ActedAt) =
            (times.DueAt, times.WorkingTime, null, null, times.RemindAt ?? times.DueAt, at);

    /// <summary>Moves the due time after an edit of the calendar. A reminder that went out is not sent again.</summary>
    internal void MoveDueTime(DateTimeOffset due, DateTimeOffset? remindAt, DateTimeOffset now) =>
        (DueAt, NextCheckAt) = (due, NextCheckAt < DueAt && remindAt > now && remindAt < due ? remindAt : due);

    /// <summary>Moves the handing over to its true time, and the due time with it.</summary>
    internal void CorrectStart(DateTimeOffset handedOverAt, SlipTimes times, DateTimeOffset now)
    {
        if (ActedAt == HandedOverAt) ActedAt = handedOverAt;
        (HandedOverAt, IsStartDoubted) = (handedOverAt, false);
        MoveDueTime(times.DueAt, times.RemindAt, now);
    }

    /// <summary>Takes note that a reminder went out, and sets the time of the next one. Returns true if the slip is late.</summary>
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

    private void End(SlipState state, DateTimeOffset at) =>
        (State, EndedAt, RequestedDueAt, NextCheckAt, IsStartDoubted) = (state, at, null, null, false);
}
