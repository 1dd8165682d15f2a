using EcomCenter.Desk.Database;
using EcomCenter.Desk.Housekeeping;
using EcomCenter.Desk.Promise;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// The work of the deadline job. It may run at any time and on several nodes at once, because each deadline is recorded only once.
/// </summary>
public sealed class DeadlineSweep(
    OverdueTickets overdue, ReplyWindowReminders reminders, CloseResolvedTickets closing, EraseClosedTickets erasure,
    PurgeExpiredRows purge,
    SweepStatus status, TimeProvider time)
{
    public async Task CheckDeadlinesAsync(CancellationToken cancellation)
    {
        await overdue.RecordMissedDeadlinesAsync(cancellation);
        status.RecordSweep(time.Now());
    }

    /// <summary>
    /// Checks the deadlines, then does the slower work: reply-window reminders, closing of resolved tickets,
    /// erasure of closed tickets, purging of expired rows.
    /// </summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await CheckDeadlinesAsync(cancellation);
        await reminders.ProcessDueAsync(cancellation);
        await closing.CloseAsync(cancellation);
        await erasure.EraseAsync(cancellation);
        await purge.PurgeAsync(cancellation);
    }
}
