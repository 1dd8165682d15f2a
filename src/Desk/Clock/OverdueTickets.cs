using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Records missed deadlines on tickets, 20 tickets in each transaction, so that a large number of misses does not block other writes.
/// </summary>
public sealed partial class OverdueTickets(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, PromisePolicy policy, TimeProvider time, ILogger<OverdueTickets> log)
{
    private const int AtOnce = 20, Most = 50_000;

    public async Task NoticeAsync(CancellationToken cancellation)
    {
        foreach (var batch in (await DueAsync(cancellation)).Chunk(AtOnce)) await TryAsync(batch, cancellation);
    }

    /// <summary>Finds the earliest deadline later than <paramref name="after"/>.</summary>
    public async Task<DateTimeOffset?> NextAsync(DateTimeOffset after, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var cycle = await db.Cycles.Where(c => c.NextRungAt > after)
            .OrderBy(c => c.NextRungAt).Select(c => c.NextRungAt).FirstOrDefaultAsync(cancellation);
        var promise = await db.Promises.Where(p => p.NextRungAt > after)
            .OrderBy(p => p.NextRungAt).Select(p => p.NextRungAt).FirstOrDefaultAsync(cancellation);
        return cycle < promise ? cycle : promise ?? cycle;
    }

    private async Task<List<long>> DueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.Now();
        var cycles = await db.Cycles.Where(c => c.NextRungAt <= now)
            .OrderBy(c => c.NextRungAt).Select(c => c.TicketId).Take(Most).ToListAsync(cancellation);
        var promises = await db.Promises.Where(p => p.NextRungAt <= now)
            .OrderBy(p => p.NextRungAt).Select(p => p.TicketId).Take(Most).ToListAsync(cancellation);
        return [.. cycles.Union(promises)];
    }

    // An error with one ticket must not stop the others: a failed batch is repeated ticket by ticket.
    private async Task TryAsync(long[] tickets, CancellationToken cancellation)
    {
        try
        {
            await writer.WriteAsync(unit => NoticeAsync(unit, tickets, cancellation), cancellation);
        }
        catch (Exception error) when (error is not (StorageTroubleException or OperationCanceledException))
        {
            if (tickets is [var one]) NotTold(one, error);
            else foreach (var ticket in tickets) await TryAsync([ticket], cancellation);
        }
    }

    // Reads again within the transaction, because another node may have recorded the miss. Only messages still being sent are needed.
    private async Task NoticeAsync(WriteUnit unit, long[] ids, CancellationToken cancellation)
    {
        var tickets = await unit.Db.Tickets.Where(t => ids.Contains(t.Id)).Include(t => t.Cycles).Include(t => t.Promises)
            .Include(t => t.Messages.Where(m => m.Delivery == DeliveryState.Queued)).AsSplitQuery().ToListAsync(cancellation);
        foreach (var ticket in tickets) ticket.Notice(unit.Moment(policy.Due));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not record the missed deadline of ticket {Ticket}")]
    private partial void NotTold(long ticket, Exception trouble);
}
