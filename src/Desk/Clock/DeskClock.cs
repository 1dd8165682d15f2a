using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// The work of the deadline job. It may run at any time and on several nodes at once, because each deadline is recorded only once.
/// </summary>
public sealed class DeskClock(
    OverdueTickets overdue, ClosingWindows windows, OldTickets oldTickets, EndedMatters ended, OldRows oldRows,
    SweepStatus status, TimeProvider time)
{
    public async Task LookAsync(CancellationToken cancellation)
    {
        await overdue.NoticeAsync(cancellation);
        status.Swept(time.Now());
    }

    /// <summary>
    /// Checks the deadlines, then does the slower work: reply-window reminders, closing of resolved tickets,
    /// erasure of closed tickets, purging of expired rows.
    /// </summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await LookAsync(cancellation);
        await windows.LookAsync(cancellation);
        await oldTickets.CloseAsync(cancellation);
        await ended.EraseAsync(cancellation);
        await oldRows.PruneAsync(cancellation);
    }
}
