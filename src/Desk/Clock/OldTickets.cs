using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Clock;

/// <summary>Closes tickets that were resolved 15 days ago and not reopened.</summary>
public sealed class OldTickets(DeskWriter writer, IDbContextFactory<DeskDb> contexts, PromisePolicy policy, TimeProvider time)
{
    private const int AtOnce = 20, Most = 1_000;

    public async Task CloseAsync(CancellationToken cancellation)
    {
        foreach (var batch in (await OldAsync(cancellation)).Chunk(AtOnce))
            await writer.WriteAsync(async unit =>
            {
                var tickets = await Old(unit.Db, unit.Now)
                    .Where(t => batch.Contains(t.Id)).Include(t => t.Cycles).ToListAsync(cancellation);
                foreach (var ticket in tickets) ticket.Close(By.System, unit.Moment(policy.Due));
            }, cancellation);
    }

    private async Task<List<long>> OldAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Old(db, time.Now()).OrderBy(t => t.Id).Select(t => t.Id).Take(Most).ToListAsync(cancellation);
    }

    private static IQueryable<Ticket> Old(DeskDb db, DateTimeOffset now)
    {
        var latest = now - Ticket.SecondThoughts;
        return db.Tickets.Where(t => t.Status == TicketStatus.Resolved && t.ResolvedAt < latest);
    }
}
