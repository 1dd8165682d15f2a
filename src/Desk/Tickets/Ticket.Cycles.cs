using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>Response cycles: started, met, missed. Only a calendar change moves a due time.</summary>
public sealed partial class Ticket
{
    /// <summary>
    /// Records deadlines that have passed: levels of warning, a missed response cycle, at its true due time, promised dates, slips,
    /// orders, and instructions of the head.
    /// Returns false when nothing was due or the clock is doubted.
    /// </summary>
    public bool RecordMissedDeadlines(ChangeContext context)
    {
        if (context.IsClockDoubted) return false;
        var before = _pendingEvents.Count;
        if (UnansweredCycle is { } cycle && cycle.NextCheckAt <= context.Now) RaiseDueLevels(cycle, context);

        foreach (var promise in _promisedDates.Where(p => p.NextCheckAt <= context.Now))
        {
            promise.MarkPassed(context.Now);
            Record(new PromisePassed(context.Now, Author.System, promise.Id, promise.PromisedAt));
        }

        RemindOfSlips(context);
        RemindOfOrders(context);
        RemindOfReferrals(context);
        return _pendingEvents.Count > before;
    }

    /// <summary>
    /// Moves the times that a doubted clock gave to the ticket. A running cycle is ended and begins anew at the true time, so that no
    /// cycle is rewritten. Open slips and matters before the head count from their true times, too.
    /// </summary>
    /// <param name="correct">Returns the true time of one that was stored while the clock was doubted.</param>
    /// <param name="slipTimesFrom">Returns the times of a slip that was handed over at a time.</param>
    public void CorrectTimes(Func<DateTimeOffset, DateTimeOffset> correct, Func<TransferSlip, DateTimeOffset, SlipTimes> slipTimesFrom,
        ChangeContext context)
    {
        if (context.IsClockDoubted) return;
        var wrong = UnansweredCycle is { IsStartDoubted: true } cycle ? cycle : null;
        var start = wrong is null ? default : correct(wrong.StartedAt);
        wrong?.ConfirmStart();
        var next = wrong is null || start == wrong.StartedAt ? null : RestartCycle(wrong, start, context);
        var hasMovedEnd = IsEndDoubted && MoveEnd(correct);
        IsEndDoubted = false;
        var slips = CorrectSlips(correct, slipTimesFrom, context);
        var referrals = CorrectReferrals(correct);
        if (next is null && !hasMovedEnd && slips is null && referrals is null) return;
        RecordOnSlip(new TimesCorrected(context.Now, Author.System, next is null ? null : CycleSnapshot.From(wrong),
            CycleSnapshot.From(next), hasMovedEnd ? ResolvedAt : null, hasMovedEnd ? ClosedAt : null)
        {
            Slips = slips, Referrals = referrals,
        });
    }

    /// <summary>
    /// Gives the open cycle the due time that its working time has in the edited calendar, but none before now: nobody could have kept it.
    /// Cycles in natural time, and those that ended or were missed, stay. Returns false when nothing moved.
    /// </summary>
    /// <param name="addWorkingTime">Adds working time to a start, by the edited calendar.</param>
    public bool RecomputeDueTime(Func<DateTimeOffset, TimeSpan, DateTimeOffset> addWorkingTime, ChangeContext context)
    {
        if (context.IsClockDoubted || UnansweredCycle is not { State: CycleState.Open, WorkingTime: { } length } cycle) return false;
        if (cycle.DueAt <= context.Now) return false;
        var (before, computed) = (cycle.DueAt, addWorkingTime(cycle.StartedAt, length));
        var due = computed > context.Now ? computed : context.Now;
        if (due == before) return false;
        cycle.MoveDueTime(due, context);
        Record(new DueRecomputed(context.Now, Author.System, before, new(cycle.Id, cycle.StartedAt, cycle.DueAt, cycle.State)));
        return true;
    }

    private ResponseCycle RestartCycle(ResponseCycle wrong, DateTimeOffset start, ChangeContext context)
    {
        wrong.End(CycleEndReason.ClockCorrected, context.Now);
        var next = ResponseCycle.Start(this, _cycles.Count + 1, wrong.FirstMessageId, start, context);
        _cycles.Add(next);
        return next;
    }

    private bool MoveEnd(Func<DateTimeOffset, DateTimeOffset> correct)
    {
        var (before, rating) = ((ResolvedAt, ClosedAt), CurrentRating);
        if (Status is TicketStatus.Resolved && ResolvedAt is { } resolved) ResolvedAt = correct(resolved);
        if (ClosedAt is { } closed) ClosedAt = correct(closed);
        if (ResolvedAt is { } at) rating?.MoveTo(at);
        return (ResolvedAt, ClosedAt) != before;
    }

    private ResponseCycle StartCycle(Message first, DateTimeOffset start, ChangeContext context)
    {
        var cycle = ResponseCycle.Start(this, _cycles.Count + 1, first.Id, start, context);
        _cycles.Add(cycle);
        Urged = 0;
        return cycle;
    }

    private void RaiseDueLevels(ResponseCycle cycle, ChangeContext context)
    {
        if (cycle.IsStartDoubted) return;
        var answerIsBeingSent = IsAnswerBeingSent(cycle);
        var isJudged = cycle.State is CycleState.Missed || cycle.FindMissCheck(answerIsBeingSent) <= context.Now;
        RaiseLevels(cycle, isJudged || context.Now < cycle.DueAt ? context.Now : cycle.DueAt.AddMilliseconds(-1), context);
        // The settings or the calendar may have moved the level for which the cycle was checked.
        cycle.ScheduleCheck(answerIsBeingSent);
    }

    /// <summary>Records a miss as an event of its own, whether the deadline job, a late answer or a withdrawal notices it first.</summary>
    private void RecordMiss(ResponseCycle cycle, ChangeContext context)
    {
        if (cycle.State is not CycleState.Open || cycle.IsStartDoubted || context.IsClockDoubted) return;
        RaiseLevels(cycle, cycle.DueAt, context);
    }

    /// <summary>Takes the levels that are due until a time. The miss is recorded also when a higher level warns in its place.</summary>
    private void RaiseLevels(ResponseCycle cycle, DateTimeOffset until, ChangeContext context)
    {
        var taken = cycle.TakeLevels(until, context).ToList();
        if (taken.Count == 0) return;
        var miss = taken.FindIndex(level => level.Level == PlannedLevel.Missed);
        if (miss >= 0)
        {
            cycle.MarkMissed(context.Now);
            var isOvertaken = taken[miss].IsSkipped;
            Record(new CycleMissed(context.Now, Author.System, cycle.Id, cycle.DueAt, context.Now,
                SkippedLevel.ListFrom(isOvertaken ? taken.Take(miss) : taken), isOvertaken,
                DraftOrderFor(OrderCause.Missed, cycle.Id, context)));
            if (!isOvertaken) return;
        }

        var raised = taken.Single(level => !level.IsSkipped);
        Record(new LevelRaised(context.Now, Author.System, cycle.Id, raised.Level, raised.DueAt, cycle.DueAt,
            SkippedLevel.ListFrom(taken.Skip(miss + 1))));
    }

    private CycleSnapshot? MarkCycleAnswered(Message answer, DateTimeOffset at, AnsweredVia via, ChangeContext context)
    {
        var cycle = UnansweredCycle;
        if (cycle is null || cycle.FirstMessageId > answer.Id) return null;
        // Nobody is answered before they ask: a stated time may be rounded, and clocks differ.
        if (at < cycle.StartedAt) at = cycle.StartedAt;
        if (at > cycle.DueAt) RecordMiss(cycle, context);
        // A doubted clock proves no miss, so the answer counts as given in time.
        cycle.MarkAnswered(cycle.State is CycleState.Open && at > cycle.DueAt ? cycle.DueAt : at, via);
        return CycleSnapshot.From(cycle);
    }

    /// <summary>True for words of staff with which they reopened the ticket: its resident waits since then, as after own words.</summary>
    private bool HasReopened(Message message) =>
        message.Kind is not MessageKind.FromResident && _cycles.Exists(cycle => cycle.FirstMessageId == message.Id);

    private ResponseCycle? StartCycleForMessagesAfter(long messageId, ChangeContext context)
    {
        var after = _messages.FindAll(m => m.Id > messageId && (m.NeedsAnswer || HasReopened(m)));
        return after.Count == 0 ? null : StartCycle(after.MinBy(m => m.Id)!, after.Min(m => m.At), context);
    }
}
