using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Clock;

/// <summary>
/// Records levels of warning, missed deadlines and due reminders of slips, orders and instructions of the head, a few tickets in each
/// command. Several commands wait for the writer at once, so that they share a commit with each other and with the writes of others, and a
/// large number does not block those.
/// </summary>
public sealed partial class OverdueTickets(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, PromisePolicy policy, LateNotices notices, TimeProvider time,
    ILogger<OverdueTickets> log)
{
    private const int BatchSize = 50, MaxCommands = 4, MaxTickets = 50_000;

    public async Task RecordMissedDeadlinesAsync(CancellationToken cancellation)
    {
        var batches = (await FindDueAsync(cancellation)).GroupBy(due => due.IsCycleOnly, due => due.TicketId)
            .SelectMany(kind => kind.Chunk(BatchSize).Select(ids => (Ids: ids, IsCycleOnly: kind.Key)));
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxCommands, CancellationToken = cancellation };
        await Parallel.ForEachAsync(batches, options,
            async (batch, _) => await TryRecordAsync(batch.Ids, batch.IsCycleOnly, cancellation));
    }

    /// <summary>Finds the earliest deadline later than <paramref name="after"/>.</summary>
    public async Task<DateTimeOffset?> FindNextDeadlineAsync(DateTimeOffset after, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var next = db.Cycles.Where(c => c.NextCheckAt > after).OrderBy(c => c.NextCheckAt).Select(c => c.NextCheckAt).Take(1)
            .Concat(db.PromisedDates.Where(p => p.NextCheckAt > after).OrderBy(p => p.NextCheckAt).Select(p => p.NextCheckAt).Take(1))
            .Concat(db.Slips.Where(s => s.NextCheckAt > after).OrderBy(s => s.NextCheckAt).Select(s => s.NextCheckAt).Take(1))
            .Concat(db.Orders.Where(o => o.NextCheckAt > after).OrderBy(o => o.NextCheckAt).Select(o => o.NextCheckAt).Take(1))
            .Concat(db.Referrals.Where(r => r.NextCheckAt > after).OrderBy(r => r.NextCheckAt).Select(r => r.NextCheckAt).Take(1));
        return (await next.ToListAsync(cancellation)).Min();
    }

    /// <summary>Finds the tickets with a check that is due, those due first before others, in one query over five indexes.</summary>
    private async Task<IReadOnlyList<DueTicket>> FindDueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.Now();
        var due = db.Cycles.Where(c => c.NextCheckAt <= now).OrderBy(c => c.NextCheckAt).Take(MaxTickets)
            .Select(c => new { c.TicketId, At = c.NextCheckAt, IsCycle = true })
            .Concat(db.PromisedDates.Where(p => p.NextCheckAt <= now).OrderBy(p => p.NextCheckAt).Take(MaxTickets)
                .Select(p => new { p.TicketId, At = p.NextCheckAt, IsCycle = false }))
            .Concat(db.Slips.Where(s => s.NextCheckAt <= now).OrderBy(s => s.NextCheckAt).Take(MaxTickets)
                .Select(s => new { s.TicketId, At = s.NextCheckAt, IsCycle = false }))
            .Concat(db.Orders.Where(o => o.NextCheckAt <= now).OrderBy(o => o.NextCheckAt).Take(MaxTickets)
                .Select(o => new { o.TicketId, At = o.NextCheckAt, IsCycle = false }))
            .Concat(db.Referrals.Where(r => r.NextCheckAt <= now).OrderBy(r => r.NextCheckAt).Take(MaxTickets)
                .Select(r => new { r.TicketId, At = r.NextCheckAt, IsCycle = false }));
        return [.. (await due.ToListAsync(cancellation)).OrderBy(row => row.At).GroupBy(row => row.TicketId)
            .Select(ticket => new DueTicket(ticket.Key, ticket.All(row => row.IsCycle)))];
    }

    // An error with one ticket must not stop the others: a failed batch is repeated ticket by ticket.
    private async Task TryRecordAsync(long[] tickets, bool isCycleOnly, CancellationToken cancellation)
    {
        try
        {
            await writer.WriteAsync(unit => RecordMissedDeadlinesAsync(unit, tickets, isCycleOnly, cancellation), cancellation);
        }
        catch (Exception error) when (error is not (StorageUnavailableException or OperationCanceledException))
        {
            // One ticket that fails must not keep the others from being recorded: they are tried one by one.
            if (tickets is [var one]) LogRecordFailed(one, error);
            else foreach (var ticket in tickets) await TryRecordAsync([ticket], isCycleOnly, cancellation);
        }
    }

    // Reads again within the transaction, because another node may have recorded the miss. An answer that is being sent delays it, so the
    // messages being sent are loaded too.
    private async Task RecordMissedDeadlinesAsync(WriteUnit unit, long[] ids, bool isCycleOnly, CancellationToken cancellation)
    {
        // As one parameter the ids leave the SQL as it is, so that it is not written anew for each command.
        var query = unit.Db.Tickets.Where(t => EF.Parameter(ids).Contains(t.Id)).Include(t => t.Cycles)
            .Include(t => t.Messages.Where(m => m.Delivery == DeliveryState.Queued)).Include(t => t.ChatAddress).AsSplitQuery();
        query = isCycleOnly ? query.AsNoTracking() : query.Include(t => t.PromisedDates).Include(t => t.Slips).Include(t => t.Orders)
            .Include(t => t.Referrals);
        var missed = new List<Ticket>();
        foreach (var ticket in await query.ToListAsync(cancellation))
        {
            var before = ticket.CycleState;
            if (isCycleOnly && ticket.UnansweredCycle is { } cycle) unit.WatchJudged(ticket, cycle);
            ticket.RecordMissedDeadlines(unit.CreateChangeContext(policy));
            if (before is CycleState.Open && ticket.CycleState is CycleState.Missed) missed.Add(ticket);
        }

        await notices.EnqueueAsync(unit, missed, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not record the missed deadline of ticket {Ticket}")]
    private partial void LogRecordFailed(long ticket, Exception error);

    /// <param name="IsCycleOnly">True when no promised date, slip, order or instruction is due, so that these need not be loaded.</param>
    private sealed record DueTicket(long TicketId, bool IsCycleOnly);
}
