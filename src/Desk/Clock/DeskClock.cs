using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Clock;

/// <summary>What the clock does when it is rung. It may be rung at any time, by anybody, twice: what was noticed is noticed once.</summary>
public sealed class DeskClock(OverdueTickets overdue, ClosingWindows windows, OldTickets oldTickets, EndedMatters ended, OldRows oldRows, SweepStatus status, TimeProvider time)
{
    public async Task LookAsync(CancellationToken cancellation)
    {
        await overdue.NoticeAsync(cancellation);
        status.Swept(time.Now());
    }

    /// <summary>The same, and the quiet work: chats that shut, closing what was resolved long ago, erasing what ended years ago, forgetting what need not be kept.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await LookAsync(cancellation);
        await windows.LookAsync(cancellation);
        await oldTickets.CloseAsync(cancellation);
        await ended.EraseAsync(cancellation);
        await oldRows.PruneAsync(cancellation);
    }
}
