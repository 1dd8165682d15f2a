using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Clock;

/// <summary>Tells tickets that a promise of theirs fell due: a few in each write, so that a storm of them holds nobody up.</summary>
public sealed partial class OverdueTickets(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, PromisePolicy policy, TimeProvider time, ILogger<OverdueTickets> log)
{
    private const int AtOnce = 20, Most = 50_000;

    public async Task NoticeAsync(CancellationToken cancellation)
    {
        foreach (var some in (await DueAsync(cancellation)).Chunk(AtOnce)) await TryAsync(some, cancellation);
    }

    /// <summary>The earliest deadline later than <paramref name="after"/>.</summary>
    public async Task<DateTimeOffset?> NextAsync(DateTimeOffset after, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var cycle = await db.Cycles.Where(c => c.NextRungAt > after).OrderBy(c => c.NextRungAt).Select(c => c.NextRungAt).FirstOrDefaultAsync(cancellation);
        var promise = await db.Promises.Where(p => p.NextRungAt > after).OrderBy(p => p.NextRungAt).Select(p => p.NextRungAt).FirstOrDefaultAsync(cancellation);
        return cycle < promise ? cycle : promise ?? cycle;
    }

    private async Task<List<long>> DueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.Now();
        var cycles = await db.Cycles.Where(c => c.NextRungAt <= now).OrderBy(c => c.NextRungAt).Select(c => c.TicketId).Take(Most).ToListAsync(cancellation);
        var promises = await db.Promises.Where(p => p.NextRungAt <= now).OrderBy(p => p.NextRungAt).Select(p => p.TicketId).Take(Most).ToListAsync(cancellation);
        return [.. cycles.Union(promises)];
    }

    // One ticket that can't be told must not keep the others from being told.
    private async Task TryAsync(long[] tickets, CancellationToken cancellation)
    {
        try
        {
            await writer.WriteAsync(unit => NoticeAsync(unit, tickets, cancellation), cancellation);
        }
        catch (Exception trouble) when (trouble is not (StorageTroubleException or OperationCanceledException))
        {
            if (tickets is [var one]) NotTold(one, trouble);
            else foreach (var ticket in tickets) await TryAsync([ticket], cancellation);
        }
    }

    // Looks afresh within the write: another node may have been here. Of the messages a notice asks only for those still on their way.
    private async Task NoticeAsync(WriteUnit unit, long[] ids, CancellationToken cancellation)
    {
        var tickets = await unit.Db.Tickets.Where(t => ids.Contains(t.Id)).Include(t => t.Cycles).Include(t => t.Promises)
            .Include(t => t.Messages.Where(m => m.Delivery == DeliveryState.Queued)).AsSplitQuery().ToListAsync(cancellation);
        foreach (var ticket in tickets) ticket.Notice(unit.Moment(policy.Due));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Ticket {Ticket} could not be told that its promise fell due")]
    private partial void NotTold(long ticket, Exception trouble);
}
