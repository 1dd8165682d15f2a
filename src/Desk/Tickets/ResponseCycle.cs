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

    /// <summary>The time of the next level of warning besides the miss; null when none is left.</summary>
    public DateTimeOffset? NextLevelAt { get; private set; }

    /// <summary>
    /// The time of the next check, of the due time or of a level of warning; null when no further check is needed.
    /// </summary>
    public DateTimeOffset? NextCheckAt { get; private set; }

    /// <summary>The names of the levels that were raised or skipped, separated by commas. It saves reading their rows.</summary>
    public string? TakenLevels { get; private set; }

    /// <summary>The time at which the last level that warned anybody was due.</summary>
    public DateTimeOffset? LastLevelAt { get; private set; }

    /// <summary>The levels as rows, if they were loaded.</summary>
    public IReadOnlyList<RaisedEscalation> Escalations => _escalations;

    public bool Unanswered => State is CycleState.Open || (State is CycleState.Missed && AnsweredLateAt is null && EndedAt is null);

    internal static ResponseCycle Start(Ticket ticket, int ordinal, long firstMessageId, DateTimeOffset start, ChangeContext context)
    {
        var due = context.DueTimeFor(ticket, start);
        var cycle = new ResponseCycle
        {
            Id = context.NewId(), TicketId = ticket.Id, Ordinal = ordinal, FirstMessageId = firstMessageId, StartedAt = start,
            DueAt = due.At, WorkingTime = due.WorkingTime, IsStartDoubted = context.IsClockDoubted,
        };
        cycle.PlanNextLevel(cycle.PlanLevels(context));
        cycle.ScheduleCheck(answerIsBeingSent: false);
        return cycle;
    }

    /// <summary>
    /// Schedules the next check. That of the due time is a little later while an answer is being sent: the channel may still have accepted
    /// it in time.
    /// </summary>
    internal void ScheduleCheck(bool answerIsBeingSent)
    {
        DateTimeOffset? miss = State is CycleState.Open ? FindMissCheck(answerIsBeingSent) : null;
        NextCheckAt = !Unanswered ? null : miss is null || NextLevelAt < miss ? NextLevelAt : miss;
    }

    /// <summary>Returns the time from which the cycle counts as missed.</summary>
    internal DateTimeOffset FindMissCheck(bool answerIsBeingSent) => answerIsBeingSent ? DueAt + MaxDeliveryWait : DueAt;

    /// <summary>Moves the due time after the calendar changed. Only for an open cycle in working time.</summary>
    internal void MoveDueTime(DateTimeOffset due, ChangeContext context)
    {
        DueAt = due;
        PlanNextLevel(PlanLevels(context));
        ScheduleCheck(answerIsBeingSent: false);
    }

    /// <summary>Lets the cycle be judged, because the clock was right when it began.</summary>
    internal void ConfirmStart() => IsStartDoubted = false;

    internal void MarkAnswered(DateTimeOffset at, AnsweredVia via)
    {
        if (State is CycleState.Open) (State, MetAt) = (CycleState.Met, at);
        else AnsweredLateAt = at;
        (Via, NextCheckAt, NextLevelAt) = (via, null, null);
    }

    internal void MarkMissed(DateTimeOffset noticedAt) => (State, NoticedAt) = (CycleState.Missed, noticedAt);

    internal void End(CycleEndReason reason, DateTimeOffset at)
    {
        if (State is CycleState.Open) State = CycleState.Cancelled;
        (EndedAt, EndReason, NextCheckAt, NextLevelAt) = (at, reason, null, null);
    }

    /// <summary>
    /// Takes the levels whose time has come, each once for ever. Only the last of them that fits warns anybody; all others are skipped.
    /// While none fits, none is taken: those that lie before the start are recorded with the first that warns.
    /// </summary>
    /// <param name="until">The time up to which levels are due.</param>
    internal IReadOnlyList<RaisedEscalation> TakeLevels(DateTimeOffset until, ChangeContext context)
    {
        var plan = PlanLevels(context);
        var due = plan.Where(level => level.At <= until && !HasTaken(level.Name)).ToList();
        var raised = due.FindLast(CanWarn);
        if (raised == default)
        {
            PlanNextLevel(plan);
            return [];
        }

        IReadOnlyList<RaisedEscalation> taken = [.. due.Select(Record)];
        _escalations.AddRange(taken);
        TakenLevels = string.Join(',', due.Select(level => level.Name).Prepend(TakenLevels).Where(name => name is not null));
        LastLevelAt = raised.At;
        PlanNextLevel(plan);
        return taken;

        RaisedEscalation Record(PlannedLevel level) => new()
        {
            CycleId = Id, Level = level.Name, DueAt = level.At, NoticedAt = context.Now, IsSkipped = level != raised,
        };
    }

    private IReadOnlyList<PlannedLevel> PlanLevels(ChangeContext context) => context.LevelsFor(StartedAt, new(DueAt, WorkingTime));

    private void PlanNextLevel(IReadOnlyList<PlannedLevel> plan) => NextLevelAt = plan
        .Where(level => level.Name != PlannedLevel.Missed && !HasTaken(level.Name) && CanWarn(level))
        .Min(level => (DateTimeOffset?)level.At);

    private bool HasTaken(string level) => TakenLevels is not null && TakenLevels.Split(',').Contains(level);

    // A level that the settings or the calendar put before one that has warned already would come in the wrong order.
    private bool CanWarn(PlannedLevel level) =>
        level.Name == PlannedLevel.Missed || (level.Fits && (LastLevelAt is null || level.At > LastLevelAt));
}
