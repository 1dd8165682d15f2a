using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling.Handovers;
using EcomCenter.Desk.Housekeeping;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// The work of the deadline job. It may run at any time and on several nodes at once, because each deadline is recorded only once.
/// </summary>
public sealed class DeadlineSweep(
    OverdueTickets overdue, ReplyWindowReminders reminders, ReturnIdleWork idleWork, CloseResolvedTickets closing, DrawFollowUps followUps,
    DrawAnswers answers, ShiftHandovers handovers, EraseClosedTickets erasure, PurgeExpiredRows purge, StrayTimes strayTimes,
    DoubtedTimes doubtedTimes, CalendarChanges calendarChanges, RosterStore roster, SweepStatus status, HostClock clock, TimeProvider time)
{
    /// <summary>The rounds after which the next sweep goes on with a change of the calendar, so that the other work is done, too.</summary>
    private const int MaxRounds = 100;

    /// <summary>Records missed deadlines, unless the clock is doubted: a deadline that is due then is judged afterwards.</summary>
    public async Task CheckDeadlinesAsync(CancellationToken cancellation)
    {
        if (clock.MayJudge()) await overdue.RecordMissedDeadlinesAsync(cancellation);
        status.RecordSweep(time.Now());
    }

    /// <summary>
    /// Moves due times after a change of the calendar, checks the deadlines, then does the slower work: the roster, handovers, times of a
    /// wrong clock, reply-window reminders, return of idle work, closing of resolved tickets, drawing of follow-up calls and of answers to
    /// mark, erasure of closed tickets, purging of expired rows. Each of them but the roster waits while the clock is doubted.
    /// </summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await RecomputeDueTimesAsync(cancellation);
        await CheckDeadlinesAsync(cancellation);
        await roster.LoadAsync(cancellation);
        if (clock.MayJudge()) await handovers.SweepAsync(cancellation);
        if (clock.MayJudge()) await strayTimes.PutRightAsync(cancellation);
        if (clock.MayJudge()) await doubtedTimes.CorrectAsync(cancellation);
        if (clock.MayJudge()) await reminders.ProcessDueAsync(cancellation);
        if (clock.MayJudge()) await idleWork.ReturnAsync(cancellation);
        if (clock.MayJudge()) await closing.CloseAsync(cancellation);
        if (clock.MayJudge()) await followUps.DrawAsync(cancellation);
        if (clock.MayJudge()) await answers.DrawAsync(cancellation);
        if (clock.MayJudge()) await erasure.EraseAsync(cancellation);
        if (clock.MayJudge()) await purge.PurgeAsync(cancellation);
    }

    private async Task RecomputeDueTimesAsync(CancellationToken cancellation)
    {
        for (var round = 0; round < MaxRounds && clock.MayJudge(); round++)
        {
            if (!await calendarChanges.RecomputeAsync(cancellation)) return;
            await CheckDeadlinesAsync(cancellation);
        }
    }
}
