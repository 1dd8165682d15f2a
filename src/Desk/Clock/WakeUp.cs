using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Quartz;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Keeps the trigger "next" at the earliest deadline. A reschedule only ever moves it earlier,
/// and the scheduler decides that under its own lock. So a deadline that is committed while the job reads the earliest one is not lost.
/// A needless run does no harm; a lost one waits for the sweep.
/// </summary>
public sealed partial class WakeUp
{
    private const long Unknown = 0, Never = long.MaxValue;

    private readonly OverdueTickets _overdue;
    private readonly TimeProvider _time;
    private readonly ILogger<WakeUp> _log;
    private IScheduler? _scheduler;
    private long _set = Unknown, _heard = Never;
    private int _busy;

    public WakeUp(OverdueTickets overdue, ChangeFeed feed, TimeProvider time, ILogger<WakeUp> log)
    {
        (_overdue, _time, _log) = (overdue, time, log);
        feed.Listen(Hear);
    }

    /// <summary>
    /// Marks the start of a deadline check and returns its time. Until its end every new deadline is scheduled,
    /// because it may be committed after the check has read the rows.
    /// </summary>
    public DateTimeOffset BeginLook()
    {
        Interlocked.Exchange(ref _set, Unknown);
        return _time.Now();
    }

    /// <summary>
    /// Schedules the next check at the earliest deadline after the start of the last one.
    /// Earlier deadlines that could not be recorded wait for the sweep.
    /// </summary>
    public async Task SetAsync(IScheduler scheduler, DateTimeOffset begun, CancellationToken cancellation)
    {
        _scheduler = scheduler;
        if (await _overdue.NextAsync(begun, cancellation) is { } next) await ScheduleAsync(scheduler, next);
    }

    // Runs on the writer's thread for every commit, so it only compares times. The rescheduling runs on the thread pool.
    private void Hear(IReadOnlyList<TicketChange> changes)
    {
        var earliest = Never;
        foreach (var change in changes)
            if (DeadlineOf(change.What) is { } at) earliest = Math.Min(earliest, at.ToUnixTimeMilliseconds());
        var scheduled = Interlocked.Read(ref _set);
        if (earliest == Never || (earliest >= scheduled && scheduled > _time.Now().ToUnixTimeMilliseconds())) return;
        for (var known = Interlocked.Read(ref _heard); earliest < known;)
        {
            var current = Interlocked.CompareExchange(ref _heard, earliest, known);
            if (current == known) break;
            known = current;
        }

        if (Interlocked.Exchange(ref _busy, 1) == 0) _ = Task.Run(TakeHeardAsync);
    }

    private async Task TakeHeardAsync()
    {
        Interlocked.Exchange(ref _busy, 0);
        var earliest = Interlocked.Exchange(ref _heard, Never);
        if (earliest == Never || _scheduler is not { } scheduler) return;
        try
        {
            await ScheduleAsync(scheduler, DateTimeOffset.FromUnixTimeMilliseconds(earliest));
        }
        catch (SchedulerException error)
        {
            NotSet(error);
        }
    }

    private async Task ScheduleAsync(IScheduler scheduler, DateTimeOffset at)
    {
        var trigger = TriggerBuilder.Create(_time).ForJob(ClockJob.Key).WithIdentity(ClockJob.Next).StartAt(at).Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, CancellationToken.None);
        Interlocked.Exchange(ref _set, at.ToUnixTimeMilliseconds());
    }

    private static DateTimeOffset? DeadlineOf(TicketEvent what) => what switch
    {
        TicketOpened opened => opened.Cycle.DueAt,
        ResidentWrote { NewCycle: { } cycle } => cycle.DueAt,
        AnswerDelivered { NewCycle: { } cycle } => cycle.DueAt,
        CallLogged { NewCycle: { } cycle } => cycle.DueAt,
        TicketReopened reopened => reopened.NewCycle.DueAt,
        AnswerWritten { PromisedAt: { } promised } => promised,
        // The miss may have been delayed for this delivery, so it is due now.
        DeliveryFailed failed => failed.At,
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not schedule the next deadline; the sweep will find it")]
    private partial void NotSet(Exception trouble);
}
