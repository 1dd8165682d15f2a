using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>The way by which an answer reached the resident.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AnsweredVia>))]
public enum AnsweredVia { Chat, Phone, FaceToFace, Track }

[JsonConverter(typeof(CamelCaseEnumConverter<CycleEndReason>))]
public enum CycleEndReason { Withdrawn, Cancelled, Merged, Spam, Moved, ClockCorrected }

/// <summary>
/// One response promise. It starts with the oldest unanswered message.
/// It stays unanswered until an answer reaches the resident, also after it was missed.
/// Its state is set once, and its start never changes. Its due time moves only while it is open, counted in working time, and the calendar
/// is edited.
/// </summary>
public sealed class ResponseCycle
{
    /// <summary>The longest delay of a miss while an answer is being sent at the due time.</summary>
    public static readonly TimeSpan MaxDeliveryWait = TimeSpan.FromSeconds(30);

    private readonly List<RaisedEscalation> _escalations = [];

    public required long Id { get; init; }

    public required long TicketId { get; init; }

    /// <summary>The number of the cycle within the ticket, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The oldest message that the cycle waits on. An answer written before that message does not meet the cycle.</summary>
    public required long FirstMessageId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset DueAt { get; private set; }

    /// <summary>The length of the cycle when it is counted in working time; null when it is counted in natural time.</summary>
    public TimeSpan? WorkingTime { get; private init; }

    /// <summary>The host's clock was doubted when the cycle began, so its due time proves nothing until the start is corrected.</summary>
    public bool IsStartDoubted { get; private set; }

    public CycleState State { get; private set; }

    public DateTimeOffset? MetAt { get; private set; }

    /// <summary>The time at which the miss was noticed; the miss itself was at <see cref="DueAt"/>.</summary>
    public DateTimeOffset? NoticedAt { get; private set; }

    public DateTimeOffset? AnsweredLateAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public CycleEndReason? EndReason { get; private set; }

    public AnsweredVia? Via { get; private set; }

    /// <summary>The time of the next deadline check; null when no further check is needed.</summary>
    public DateTimeOffset? NextCheckAt { get; private set; }

    public IReadOnlyList<RaisedEscalation> Escalations => _escalations;

    public bool Unanswered => State is CycleState.Open || (State is CycleState.Missed && AnsweredLateAt is null && EndedAt is null);

    internal static ResponseCycle Start(Ticket ticket, int ordinal, long firstMessageId, DateTimeOffset start, ChangeContext context)
    {
        var due = context.DueTimeFor(ticket, start);
        return new()
        {
            Id = context.NewId(), TicketId = ticket.Id, Ordinal = ordinal, FirstMessageId = firstMessageId, StartedAt = start,
            DueAt = due.At, WorkingTime = due.WorkingTime, NextCheckAt = due.At, IsStartDoubted = context.IsClockDoubted,
        };
    }

    /// <summary>
    /// Schedules the check of the due time, a little later while an answer is being sent: the channel may still have accepted it in time.
    /// </summary>
    internal void ScheduleDueCheck(bool answerIsBeingSent)
    {
        if (State is CycleState.Open) NextCheckAt = answerIsBeingSent ? DueAt + MaxDeliveryWait : DueAt;
    }

    /// <summary>Moves the due time after the calendar changed. Only for an open cycle in working time.</summary>
    internal void MoveDueTime(DateTimeOffset due) => (DueAt, NextCheckAt) = (due, due);

    /// <summary>Lets the cycle be judged, because the clock was right when it began.</summary>
    internal void ConfirmStart() => IsStartDoubted = false;

    internal void MarkAnswered(DateTimeOffset at, AnsweredVia via)
    {
        if (State is CycleState.Open) (State, MetAt) = (CycleState.Met, at);
        else AnsweredLateAt = at;
        (Via, NextCheckAt) = (via, null);
    }

    internal void MarkMissed(DateTimeOffset noticedAt)
    {
        (State, NoticedAt, NextCheckAt) = (CycleState.Missed, noticedAt, null);
        _escalations.Add(new RaisedEscalation { CycleId = Id, Level = EscalationLevel.Missed, DueAt = DueAt, NoticedAt = noticedAt });
    }

    internal void End(CycleEndReason reason, DateTimeOffset at)
    {
        if (State is CycleState.Open) State = CycleState.Cancelled;
        (EndedAt, EndReason, NextCheckAt) = (at, reason, null);
    }
}
