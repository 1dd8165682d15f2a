using System.Runtime.CompilerServices;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>
/// Verifies the whole database, 500 tickets at a time. Each batch is read in one database snapshot, because the desk keeps writing
/// meanwhile.
/// </summary>
internal sealed class Inspection(IDbContextFactory<DeskDb> contexts, AttachmentStore store)
{
    private const int Batch = 500;

    public int Tickets { get; private set; }

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var finding in await AtOneMomentAsync(db => DeskLaws.CheckAsync(db, cancellation), cancellation)) yield return finding;
        foreach (var finding in await AtOneMomentAsync(db => new FileLaws(store).CheckAsync(db, cancellation), cancellation))
            yield return finding;
        for (long after = 0; ;)
        {
            var records = await AtOneMomentAsync(db => ReadAsync(db, after, cancellation), cancellation);
            if (records.Count == 0) yield break;
            Tickets += records.Count;
            foreach (var finding in records.SelectMany(Laws)) yield return finding;
            after = records[^1].Ticket.Id;
        }
    }

    private static IEnumerable<Finding> Laws(TicketRecord record) =>
        EventLaws.Check(record).Concat(MessageLaws.Check(record)).Concat(CycleLaws.Check(record));

    private static async Task<List<TicketRecord>> ReadAsync(DeskDb db, long after, CancellationToken cancellation)
    {
        var tickets = await db.Tickets.AsNoTracking().Where(t => t.Id > after).OrderBy(t => t.Id).Take(Batch)
            .Include(t => t.Cycles).ThenInclude(c => c.Rungs).Include(t => t.Messages).Include(t => t.Ratings).AsSplitQuery()
            .ToListAsync(cancellation);
        var last = tickets.Count == 0 ? after : tickets[^1].Id;
        var events = (await db.Events.AsNoTracking().Where(e => e.TicketId > after && e.TicketId <= last).ToListAsync(cancellation))
            .ToLookup(e => e.TicketId);
        return [.. tickets.Select(t => new TicketRecord(t, [.. events[t.Id].OrderBy(e => e.Version)]))];
    }

    private async Task<T> AtOneMomentAsync<T>(Func<DeskDb, Task<T>> look, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var snapshot = await db.OneMomentAsync(cancellation);
        return await look(db);
    }
}
