using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Records missed deadlines and due reminders of slips on tickets, 20 tickets in each transaction, so that a large number of misses does
/// not block other writes.
/// </summary>
public sealed partial class OverdueTickets(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, PromisePolicy policy, LateNotices notices, TimeProvider time,
    ILogger<OverdueTickets> log)
{
    private const int BatchSize = 20, MaxTickets = 50_000;

    public async Task RecordMissedDeadlinesAsync(CancellationToken cancellation)
    {
        foreach (var batch in (await FindDueAsync(cancellation)).Chunk(BatchSize)) await TryRecordAsync(batch, cancellation);
    }

    /// <summary>Finds the earliest deadline later than <paramref name="after"/>.</summary>
    public async Task<DateTimeOffset?> FindNextDeadlineAsync(DateTimeOffset after, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var cycle = await db.Cycles.Where(c => c.NextCheckAt > after)
            .OrderBy(c => c.NextCheckAt).Select(c => c.NextCheckAt).FirstOrDefaultAsync(cancellation);
        var promisedDate = await db.PromisedDates.Where(p => p.NextCheckAt > after)
            .OrderBy(p => p.NextCheckAt).Select(p => p.NextCheckAt).FirstOrDefaultAsync(cancellation);
        var slip = await db.Slips.Where(s => s.NextCheckAt > after)
            .OrderBy(s => s.NextCheckAt).Select(s => s.NextCheckAt).FirstOrDefaultAsync(cancellation);
        return new[] { cycle, promisedDate, slip }.Min();
    }

    private async Task<List<long>> FindDueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.Now();
        var cycles = await db.Cycles.Where(c => c.NextCheckAt <= now)
            .OrderBy(c => c.NextCheckAt).Select(c => c.TicketId).Take(MaxTickets).ToListAsync(cancellation);
        var promisedDates = await db.PromisedDates.Where(p => p.NextCheckAt <= now)
            .OrderBy(p => p.NextCheckAt).Select(p => p.TicketId).Take(MaxTickets).ToListAsync(cancellation);
        var slips = await db.Slips.Where(s => s.NextCheckAt <= now)
            .OrderBy(s => s.NextCheckAt).Select(s => s.TicketId).Take(MaxTickets).ToListAsync(cancellation);
        return [.. cycles.Union(promisedDates).Union(slips)];
    }

    // An error with one ticket must not stop the others: a failed batch is repeated ticket by ticket.
    private async Task TryRecordAsync(long[] tickets, CancellationToken cancellation)
    {
        try
        {
            await writer.WriteAsync(unit => RecordMissedDeadlinesAsync(unit, tickets, cancellation), cancellation);
        }
        catch (Exception error) when (error is not (StorageUnavailableException or OperationCanceledException))
        {
            if (tickets is [var one]) LogRecordFailed(one, error);
            else foreach (var ticket in tickets) await TryRecordAsync([ticket], cancellation);
        }
    }

    // Reads again within the transaction, because another node may have recorded the miss. An answer that is being sent delays it, so the
    // messages being sent are loaded too.
    private async Task RecordMissedDeadlinesAsync(WriteUnit unit, long[] ids, CancellationToken cancellation)
    {
        var tickets = await unit.Db.Tickets.Where(t => ids.Contains(t.Id))
            .Include(t => t.Cycles).Include(t => t.PromisedDates).Include(t => t.Slips)
            .Include(t => t.Messages.Where(m => m.Delivery == DeliveryState.Queued)).Include(t => t.ChatAddress).AsSplitQuery()
            .ToListAsync(cancellation);
        foreach (var ticket in tickets)
        {
            var before = ticket.CycleState;
            ticket.RecordMissedDeadlines(unit.CreateChangeContext(policy.DueTimeFor));
            if (before is CycleState.Open && ticket.CycleState is CycleState.Missed)
                await notices.EnqueueAsync(unit, ticket, cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not record the missed deadline of ticket {Ticket}")]
    private partial void LogRecordFailed(long ticket, Exception error);
}
