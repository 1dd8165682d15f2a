using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Quartz;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Keeps the trigger "next" at the earliest deadline. It only ever moves closer, decided by the store under its own lock, so that the job, which
/// has read the earliest deadline, and a deadline committed meanwhile can't lose each other. A needless ring does no harm; a lost one waits for the sweep.
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

    /// <summary>A look begins: until its end every new deadline counts, for it may be committed after the look has read.</summary>
    public DateTimeOffset BeginLook()
    {
        Interlocked.Exchange(ref _set, Unknown);
        return _time.Now();
    }

    /// <summary>
    /// A look has ended: the next is at the earliest deadline after its beginning. What was due before and could not be noticed is the sweep's.
    /// </summary>
    public async Task SetAsync(IScheduler scheduler, DateTimeOffset begun, CancellationToken cancellation)
    {
        _scheduler = scheduler;
        if (await _overdue.NextAsync(begun, cancellation) is { } next) await ScheduleAsync(scheduler, next);
    }

    // On the writer's thread, for every commit: only a deadline earlier than the one that is set means work, and that is done elsewhere.
    private void Hear(IReadOnlyList<TicketChange> changes)
    {
        var earliest = Never;
        foreach (var change in changes)
            if (DeadlineOf(change.What) is { } at) earliest = Math.Min(earliest, at.ToUnixTimeMilliseconds());
        var set = Interlocked.Read(ref _set);
        if (earliest == Never || (earliest >= set && set > _time.Now().ToUnixTimeMilliseconds())) return;
        for (var heard = Interlocked.Read(ref _heard); earliest < heard;)
        {
            var seen = Interlocked.CompareExchange(ref _heard, earliest, heard);
            if (seen == heard) break;
            heard = seen;
        }

        if (Interlocked.Exchange(ref _busy, 1) == 0) _ = Task.Run(TakeHeardAsync);
    }

    private async Task TakeHeardAsync()
    {
        Interlocked.Exchange(ref _busy, 0);
        var heard = Interlocked.Exchange(ref _heard, Never);
        if (heard == Never || _scheduler is not { } scheduler) return;
        try
        {
            await ScheduleAsync(scheduler, DateTimeOffset.FromUnixTimeMilliseconds(heard));
        }
        catch (SchedulerException trouble)
        {
            NotSet(trouble);
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
        // The miss waited for it, and waits no longer.
        DeliveryFailed failed => failed.At,
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock could not be set to the next deadline; the sweep will find it")]
    private partial void NotSet(Exception trouble);
}
