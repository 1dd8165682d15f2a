using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using Quartz;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Keeps the trigger "next" at the earliest deadline. A reschedule only ever moves it earlier,
/// and the scheduler decides that under its own lock. So a deadline that is committed while the job reads the earliest one is not lost.
/// A needless run does no harm; a lost one waits for the sweep.
/// </summary>
public sealed partial class NextDeadlineTrigger
{
    private const long Unknown = 0, Never = long.MaxValue;

    private readonly OverdueTickets _overdue;
    private readonly PromisePolicy _policy;
    private readonly TimeProvider _time;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ILogger<NextDeadlineTrigger> _log;
    private IScheduler? _scheduler;
    private long _scheduledAt = Unknown, _earliestNew = Never;
    private int _queued;

    public NextDeadlineTrigger(
        OverdueTickets overdue, PromisePolicy policy, ChangeFeed feed, TimeProvider time, IHostApplicationLifetime lifetime,
        ILogger<NextDeadlineTrigger> log)
    {
        (_overdue, _policy, _time, _lifetime, _log) = (overdue, policy, time, lifetime, log);
        feed.Subscribe(OnChanges);
    }

    /// <summary>
    /// Marks the start of a deadline check and returns its time. Until its end every new deadline is scheduled,
    /// because it may be committed after the check has read the rows.
    /// </summary>
    public DateTimeOffset BeginCheck()
    {
        Interlocked.Exchange(ref _scheduledAt, Unknown);
        return _time.Now();
    }

    /// <summary>
    /// Schedules the next check at the earliest deadline that is later than the start of this one.
    /// Earlier deadlines that could not be recorded wait for the sweep.
    /// </summary>
    public async Task ScheduleNextAsync(IScheduler scheduler, DateTimeOffset startedAt, CancellationToken cancellation)
    {
        _scheduler = scheduler;
        if (await _overdue.FindNextDeadlineAsync(startedAt, cancellation) is { } next) await ScheduleAsync(scheduler, next);
    }

    /// <summary>
    /// Makes sure that the sweep and the checks for a backup and a report run within their intervals. Does nothing unless the host's clock
    /// was put back since the last run, which leaves the next one far ahead.
    /// </summary>
    public async Task KeepRepeatingAsync()
    {
        if (_scheduler is not { } scheduler) return;
        await RepeatAsync(scheduler, DeadlineJob.Key, DeadlineJob.SweepTrigger, ClockSetup.SweepInterval);
        await RepeatAsync(scheduler, NightlyBackupJob.Key, NightlyBackupJob.CheckTrigger, ClockSetup.BackupCheckInterval);
        await RepeatAsync(scheduler, MonthReportJob.Key, MonthReportJob.CheckTrigger, ClockSetup.ReportCheckInterval);
    }

    private Task<bool> RepeatAsync(IScheduler scheduler, JobKey job, TriggerKey trigger, TimeSpan interval) => ScheduleAsync(
        scheduler, TriggerBuilder.Create(_time).ForJob(job).WithIdentity(trigger).StartAt(_time.Now() + interval)
            .WithSimpleSchedule(every => every.WithInterval(interval).RepeatForever()).Build());

    // Runs on the writer's thread for every commit, so it only compares times. The rescheduling runs on the thread pool.
    private void OnChanges(IReadOnlyList<TicketChange> changes)
    {
        var earliest = Never;
        foreach (var change in changes)
            if (GetDeadline(change.Event) is { } at) earliest = Math.Min(earliest, at.ToUnixTimeMilliseconds());
        var scheduled = Interlocked.Read(ref _scheduledAt);
        if (earliest == Never || (earliest >= scheduled && scheduled > _time.Now().ToUnixTimeMilliseconds())) return;
        for (var known = Interlocked.Read(ref _earliestNew); earliest < known;)
        {
            var current = Interlocked.CompareExchange(ref _earliestNew, earliest, known);
            if (current == known) break;
            known = current;
        }

        if (Interlocked.Exchange(ref _queued, 1) == 0) _ = Task.Run(ScheduleEarliestNewAsync);
    }

    private async Task ScheduleEarliestNewAsync()
    {
        Interlocked.Exchange(ref _queued, 0);
        var earliest = Interlocked.Exchange(ref _earliestNew, Never);
        if (earliest == Never || _scheduler is not { } scheduler) return;
        await ScheduleAsync(scheduler, DateTimeOffset.FromUnixTimeMilliseconds(earliest));
    }

    private async Task ScheduleAsync(IScheduler scheduler, DateTimeOffset at)
    {
        var trigger = TriggerBuilder.Create(_time).ForJob(DeadlineJob.Key).WithIdentity(DeadlineJob.NextTrigger).StartAt(at).Build();
        if (await ScheduleAsync(scheduler, trigger)) Interlocked.Exchange(ref _scheduledAt, at.ToUnixTimeMilliseconds());
    }

    private async Task<bool> ScheduleAsync(IScheduler scheduler, ITrigger trigger)
    {
        try
        {
            await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, CancellationToken.None);
            return true;
        }
        catch (SchedulerException error)
        {
            // While the program stops, nothing is scheduled any more: the next start reads the deadlines.
            if (!_lifetime.ApplicationStopping.IsCancellationRequested) LogScheduleFailed(error);
            return false;
        }
    }

    private DateTimeOffset? GetDeadline(TicketEvent? ticketEvent) => ticketEvent switch
    {
        TicketOpened opened => FirstCheckOf(opened.Cycle),
        ResidentWrote { NewCycle: { } cycle } => FirstCheckOf(cycle),
        AnswerDelivered { NewCycle: { } cycle } => FirstCheckOf(cycle),
        CallLogged { NewCycle: { } cycle } => FirstCheckOf(cycle),
        TicketReopened reopened => FirstCheckOf(reopened.NewCycle),
        FollowUpCalled { NewCycle: { } cycle } => FirstCheckOf(cycle),
        TimesCorrected corrected => FirstCheckOf(corrected),
        DueRecomputed recomputed => FirstCheckOf(recomputed.Cycle),
        SlipSent sent => sent.DueAt,
        SlipDueRecomputed recomputed => recomputed.DueAt,
        OrderIssued issued => issued.DueAt,
        OrderRepeated repeated => repeated.DueAt,
        TicketEscalated escalated => escalated.DueAt,
        SlipTimeGranted granted => granted.DueAt,
        AnswerWritten { PromisedAt: { } promised } => promised,
        // The miss may have been delayed for this delivery, so it is due now.
        DeliveryFailed failed => failed.At,
        _ => null,
    };

    private DateTimeOffset? FirstCheckOf(TimesCorrected corrected) =>
        (corrected.Slips ?? []).Concat(corrected.Referrals ?? []).Select(start => (DateTimeOffset?)start.DueAt)
        .Append(corrected.NewCycle is { } cycle ? FirstCheckOf(cycle) : null).Min();

    private DateTimeOffset FirstCheckOf(CycleSnapshot cycle) => _policy.Ladder.FindFirstCheck(cycle.StartedAt, cycle.DueAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not schedule the next deadline; the sweep will find it")]
    private partial void LogScheduleFailed(Exception error);
}
