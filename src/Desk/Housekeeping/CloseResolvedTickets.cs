using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>Closes tickets that were resolved 15 days ago and not reopened.</summary>
public sealed class CloseResolvedTickets(DeskWriter writer, IDbContextFactory<DeskDb> contexts, PromisePolicy policy, TimeProvider time)
{
    private const int BatchSize = 20, MaxTickets = 1_000;

    public async Task CloseAsync(CancellationToken cancellation)
    {
        foreach (var batch in (await FindDueAsync(cancellation)).Chunk(BatchSize))
            await writer.WriteAsync(async unit =>
            {
                if (unit.IsClockDoubted) return;
                var tickets = await DueTickets(unit.Db, unit.Now)
                    .Where(t => batch.Contains(t.Id)).Include(t => t.Cycles).Include(t => t.FollowUps)
                    .AsSplitQuery().ToListAsync(cancellation);
                foreach (var ticket in tickets)
                    ticket.Close(Author.System, unit.CreateChangeContext(policy)).ThrowIfRefused();
            }, cancellation);
    }

    private async Task<List<long>> FindDueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await DueTickets(db, time.Now()).OrderBy(t => t.Id).Select(t => t.Id).Take(MaxTickets).ToListAsync(cancellation);
    }

    private static IQueryable<Ticket> DueTickets(DeskDb db, DateTimeOffset now)
    {
        var latest = now - Ticket.ReopenPeriod;
        return db.Tickets.Where(t => t.Status == TicketStatus.Resolved && t.ResolvedAt < latest && !t.IsEndDoubted);
    }
}
