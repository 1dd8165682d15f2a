using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots.StaffChats;

/// <summary>
/// Notes for each member of staff what to tell: warnings of response cycles, promised dates that passed, answers urged for the third time,
/// slips. The receivers are those at this moment, right after the commit. The position in the event log moves in the same transaction, so
/// that a crash causes neither loss nor repetition.
/// </summary>
public sealed class StaffAlerts(DeskWriter writer, IDbContextFactory<DeskDb> contexts, AlertFinder finder)
{
    private const int MaxEvents = 1000;

    /// <summary>
    /// The time after which an event raises no alert any more, because staff have seen it on the board meanwhile. What was missed during a
    /// stop, however long, is noticed at the start and reported then.
    /// </summary>
    private static readonly TimeSpan MaxDelay = TimeSpan.FromHours(12);

    /// <summary>Notes the alerts of the events since the last run.</summary>
    public async Task CollectAsync(CancellationToken cancellation)
    {
        while (await CollectSomeAsync(cancellation)) cancellation.ThrowIfCancellationRequested();
    }

    private async Task<bool> CollectSomeAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var position = await db.Counters.Where(c => c.Name == SequenceCounter.Alerts).Select(c => (long?)c.Next)
            .FirstOrDefaultAsync(cancellation);
        var last = await db.Events.MaxAsync(e => (long?)e.Sequence, cancellation) ?? 0;
        // The first run starts at the end of the log.
        if (position is null || position > last + 1) await writer.WriteAsync(unit => SavePositionAsync(unit, last + 1), cancellation);
        if (position is not { } from || from > last) return false;
        var causes = await Causes(db, from, last).Select(e => e.Sequence).Take(MaxEvents).ToListAsync(cancellation);
        // A position far behind moves forward also without a cause, so that no query grows long.
        if (causes.Count == 0 && last - from < MaxEvents) return false;
        var to = causes.Count == MaxEvents ? causes[^1] : last;
        await writer.WriteAsync(unit => CollectAsync(unit, from, to), cancellation);
        return causes.Count == MaxEvents;
    }

    private async Task CollectAsync(WriteUnit unit, long from, long to)
    {
        var position = await unit.Db.Counters.Where(c => c.Name == SequenceCounter.Alerts).Select(c => c.Next).FirstAsync();
        if (position != from) return;
        await SavePositionAsync(unit, to + 1);
        var since = unit.Now - MaxDelay;
        var events = await Causes(unit.Db, from, to).Where(e => e.At > since).ToListAsync();
        foreach (var alert in await finder.FindAsync(unit.Db, events))
        {
            unit.Add(new StaffAlertRow
            {
                Id = unit.NewId(), User = alert.User, Cause = alert.Cause, IsLevel = alert.IsLevel, TicketId = alert.TicketId,
                CreatedAt = unit.Now,
            });
        }
    }

    private static IQueryable<StoredEvent> Causes(DeskDb db, long from, long to) => db.Events.AsNoTracking()
        .Where(e => e.Sequence >= from && e.Sequence <= to && AlertFinder.Causes.Contains(e.Type)).OrderBy(e => e.Sequence);

    private static async Task SavePositionAsync(WriteUnit unit, long next)
    {
        if (await unit.Db.Counters.AnyAsync(c => c.Name == SequenceCounter.Alerts)) unit.SetCounter(SequenceCounter.Alerts, next);
        else unit.Db.Add(new SequenceCounter { Name = SequenceCounter.Alerts, Next = next });
    }
}
