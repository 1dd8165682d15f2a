using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Moves the times that tickets got while the clock was doubted, once it is believed. A ticket opened under a clock years behind would be
/// late at once, one opened under a clock ahead would have no deadline for years, and one closed under it would be erased too early.
/// </summary>
public sealed class DoubtedTimes(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, PromisePolicy policy, SlipPolicy slipPolicy, HostClock clock)
{
    private const int BatchSize = 20, MaxTickets = 5_000;

    /// <summary>To be called only while the clock is believed.</summary>
    public async Task CorrectAsync(CancellationToken cancellation)
    {
        foreach (var batch in (await FindTicketsAsync(cancellation)).Chunk(BatchSize))
            await writer.WriteAsync(unit => CorrectAsync(unit, batch, cancellation), cancellation);
    }

    private async Task<List<long>> FindTicketsAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // In the order of the indexes, which hold only these. By the id alone SQLite reads whole tables at every sweep.
        var started = await db.Cycles.Where(c => c.IsStartDoubted && c.NextCheckAt != null)
            .OrderBy(c => c.IsStartDoubted).ThenBy(c => c.Id).Select(c => c.TicketId).Take(MaxTickets).ToListAsync(cancellation);
        var ended = await db.Tickets.Where(t => t.IsEndDoubted).OrderBy(t => t.IsEndDoubted).ThenBy(t => t.Id).Select(t => t.Id)
            .Take(MaxTickets).ToListAsync(cancellation);
        var slips = await db.Slips.Where(s => s.IsStartDoubted).OrderBy(s => s.IsStartDoubted).ThenBy(s => s.Id).Select(s => s.TicketId)
            .Take(MaxTickets).ToListAsync(cancellation);
        var referrals = await db.Referrals.Where(r => r.IsStartDoubted).OrderBy(r => r.IsStartDoubted).ThenBy(r => r.Id)
            .Select(r => r.TicketId).Take(MaxTickets).ToListAsync(cancellation);
        return [.. started.Union(ended).Union(slips).Union(referrals)];
    }

    private async Task CorrectAsync(WriteUnit unit, long[] ids, CancellationToken cancellation)
    {
        var tickets = await unit.Db.Tickets.Where(t => ids.Contains(t.Id)).Include(t => t.Cycles).Include(t => t.PromisedDates)
            .Include(t => t.Ratings).Include(t => t.Slips).Include(t => t.Referrals)
            .Include(t => t.Messages.Where(m => m.Delivery == DeliveryState.Queued)).AsSplitQuery()
            .ToListAsync(cancellation);
        foreach (var ticket in tickets)
            ticket.CorrectTimes(stored => FindTrueTime(stored, unit.Now), slipPolicy.TimesFrom, unit.CreateChangeContext(policy));
    }

    // Where nobody knows by how much the clock was wrong, the time of the correction is the earliest that is fair to staff.
    private DateTimeOffset FindTrueTime(DateTimeOffset stored, DateTimeOffset now) =>
        clock.Correct(stored) is { } known && known <= now ? known : now;
}
