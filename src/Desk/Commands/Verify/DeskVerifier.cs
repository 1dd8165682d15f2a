using System.Runtime.CompilerServices;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>
/// Verifies the whole database, 500 tickets at a time. Each batch is read in one database snapshot, because the desk keeps writing
/// meanwhile.
/// </summary>
/// <param name="mark">Null for a database that no commits are counted for: PostgreSQL, or a restored copy.</param>
internal sealed class DeskVerifier(IDbContextFactory<DeskDb> contexts, AttachmentStore store, CommitMark? mark = null)
{
    private const int BatchSize = 500;

    public int TicketCount { get; private set; }

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (mark?.IsMissing() is true) yield return new("desk.db", "commitMarkMissing");
        var marked = mark?.Read();
        foreach (var finding in await InSnapshotAsync(db => DeskChecks.CheckAsync(db, marked, cancellation), cancellation))
            yield return finding;
        foreach (var finding in await InSnapshotAsync(db => new FileChecks(store).CheckAsync(db, cancellation), cancellation))
            yield return finding;
        for (long after = 0; ;)
        {
            var records = await InSnapshotAsync(db => ReadAsync(db, after, cancellation), cancellation);
            if (records.Count == 0) yield break;
            TicketCount += records.Count;
            foreach (var finding in records.SelectMany(CheckTicket)) yield return finding;
            after = records[^1].Ticket.Id;
        }
    }

    /// <summary>Checks one ticket with everything that belongs to it.</summary>
    public static IEnumerable<Finding> CheckTicket(TicketHistory history) =>
        EventChecks.Check(history).Concat(TicketRowChecks.Check(history)).Concat(MessageChecks.Check(history))
            .Concat(CycleChecks.Check(history)).Concat(SlipChecks.Check(history)).Concat(OrderChecks.Check(history))
            .Concat(FollowUpChecks.Check(history)).Concat(ReferralChecks.Check(history));

    private static async Task<List<TicketHistory>> ReadAsync(DeskDb db, long after, CancellationToken cancellation)
    {
        var tickets = await db.Tickets.AsNoTracking().Where(t => t.Id > after).OrderBy(t => t.Id).Take(BatchSize)
            .Include(t => t.Cycles).ThenInclude(c => c.Escalations).Include(t => t.Messages).Include(t => t.Ratings)
            .Include(t => t.Slips).Include(t => t.Orders).Include(t => t.FollowUps).Include(t => t.Referrals).AsSplitQuery()
            .ToListAsync(cancellation);
        var last = tickets.Count == 0 ? after : tickets[^1].Id;
        var events = (await db.Events.AsNoTracking().Where(e => e.TicketId > after && e.TicketId <= last).ToListAsync(cancellation))
            .ToLookup(e => e.TicketId);
        return [.. tickets.Select(t => new TicketHistory(t, [.. events[t.Id].OrderBy(e => e.Version)]))];
    }

    private async Task<T> InSnapshotAsync<T>(Func<DeskDb, Task<T>> read, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var snapshot = await db.BeginSnapshotAsync(cancellation);
        return await read(db);
    }
}
