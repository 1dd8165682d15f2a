using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>The way by which an answer reached the resident.</summary>
[JsonConverter(typeof(CamelCaseEnum<Via>))]
public enum Via { Chat, Phone, FaceToFace, Track }

[JsonConverter(typeof(CamelCaseEnum<CycleEnd>))]
public enum CycleEnd { Withdrawn, Cancelled, Merged, Spam, Moved }

/// <summary>
/// One response promise. It starts with the oldest unanswered message.
/// It stays unanswered until an answer reaches the resident, also after it was missed.
/// Its state is set once; start and due time never change.
/// </summary>
public sealed class ResponseCycle
{
    /// <summary>The longest delay of a miss while an answer is being sent at the due time.</summary>
    public static readonly TimeSpan LongestFlight = TimeSpan.FromSeconds(30);

    private readonly List<FiredRung> _rungs = [];

    public required long Id { get; init; }

    public required long TicketId { get; init; }

    /// <summary>The number of the cycle within the ticket, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The oldest message that the cycle waits on. An answer written before that message does not meet the cycle.</summary>
    public required long FirstMessageId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public CycleState State { get; private set; }

    public DateTimeOffset? MetAt { get; private set; }

    /// <summary>The time at which the miss was noticed; the miss itself was at <see cref="DueAt"/>.</summary>
    public DateTimeOffset? NoticedAt { get; private set; }

    public DateTimeOffset? AnsweredLateAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public CycleEnd? EndReason { get; private set; }

    public Via? Via { get; private set; }

    /// <summary>The time of the next deadline check; null when no further check is needed.</summary>
    public DateTimeOffset? NextRungAt { get; private set; }

    public IReadOnlyList<FiredRung> Rungs => _rungs;

    public bool Unanswered => State is CycleState.Open || (State is CycleState.Missed && AnsweredLateAt is null && EndedAt is null);

    internal static ResponseCycle Start(Ticket ticket, int ordinal, long firstMessage, DateTimeOffset start, Moment moment)
    {
        var due = moment.Due(ticket, start);
        return new()
        {
            Id = moment.NewId(), TicketId = ticket.Id, Ordinal = ordinal, FirstMessageId = firstMessage, StartedAt = start, DueAt = due,
            NextRungAt = due,
        };
    }

    /// <summary>
    /// Schedules the check of the due time, a little later while an answer is being sent: the channel may still have accepted it in time.
    /// </summary>
    internal void LookAtDue(bool answerInFlight)
    {
        if (State is CycleState.Open) NextRungAt = answerInFlight ? DueAt + LongestFlight : DueAt;
    }

    internal void Answer(DateTimeOffset at, Via via)
    {
        if (State is CycleState.Open) (State, MetAt) = (CycleState.Met, at);
        else AnsweredLateAt = at;
        (Via, NextRungAt) = (via, null);
    }

    internal void Miss(DateTimeOffset noticedAt)
    {
        (State, NoticedAt, NextRungAt) = (CycleState.Missed, noticedAt, null);
        _rungs.Add(new FiredRung { CycleId = Id, Rung = Rung.Missed, At = DueAt, NoticedAt = noticedAt });
    }

    internal void End(CycleEnd reason, DateTimeOffset at)
    {
        if (State is CycleState.Open) State = CycleState.Cancelled;
        (EndedAt, EndReason, NextRungAt) = (at, reason, null);
    }
}
