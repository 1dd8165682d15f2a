using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>Checks the database as a whole: counters are ahead of the values in use, and references point to existing rows.</summary>
internal static class DeskChecks
{
    /// <param name="marked">The number of the last commit as of a time before the snapshot, see <see cref="CommitMark"/>.</param>
    public static async Task<List<Finding>> CheckAsync(DeskDb db, long? marked, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        if (!await db.IsIntactAsync(cancellation)) findings.Add(new("desk.db", "damaged"));
        await CheckCountersAsync(db, findings, cancellation);
        await CheckReferencesAsync(db, findings, cancellation);
        await KeptNumberChecks.CheckAsync(db, findings, cancellation);
        if (marked is { } commits) await CheckCommitsAsync(db, commits, findings, cancellation);
        return findings;
    }

    private static async Task CheckCommitsAsync(DeskDb db, long marked, List<Finding> findings, CancellationToken cancellation)
    {
        var stored = await db.Counters.Where(c => c.Name == SequenceCounter.Commits).Select(c => c.Next).FirstOrDefaultAsync(cancellation);
        if (stored < marked) findings.Add(new("desk.db", "lostCommits", ("count", marked - stored)));
    }

    private static async Task CheckCountersAsync(DeskDb db, List<Finding> findings, CancellationToken cancellation)
    {
        var next = await db.Counters.AsNoTracking().ToDictionaryAsync(c => c.Name, c => c.Next, cancellation);
        long[] ids =
        [
            await db.Tickets.MaxAsync(t => (long?)t.Id, cancellation) ?? 0, await db.Messages.MaxAsync(m => (long?)m.Id, cancellation) ?? 0,
            await db.Cycles.MaxAsync(c => (long?)c.Id, cancellation) ?? 0,
            await db.Slips.MaxAsync(s => (long?)s.Id, cancellation) ?? 0,
            await db.Orders.MaxAsync(o => (long?)o.Id, cancellation) ?? 0,
            await db.FollowUps.MaxAsync(f => (long?)f.Id, cancellation) ?? 0,
            await db.Referrals.MaxAsync(r => (long?)r.Id, cancellation) ?? 0, await db.People.MaxAsync(p => (long?)p.Id, cancellation) ?? 0,
        ];
        CheckCounter(SequenceCounter.Ids, ids.Max());
        CheckCounter(SequenceCounter.Events, await db.Events.MaxAsync(e => (long?)e.Sequence, cancellation) ?? 0);
        // Ticket numbers are drawn in the order of the ids, so the newest tickets have the highest numbers.
        var newest = await db.Tickets.AsNoTracking().OrderByDescending(t => t.Id).Take(64).Select(t => t.Number).ToListAsync(cancellation);
        CheckCounter(SequenceCounter.Numbers, newest.Select(number => number.ToCounter()).DefaultIfEmpty().Max());

        void CheckCounter(string counter, long highest)
        {
            var value = next.GetValueOrDefault(counter);
            if (value <= highest)
                findings.Add(new("counters", "counterBehind", ("counter", counter), ("next", value), ("highest", highest)));
        }
    }

    private static async Task CheckReferencesAsync(DeskDb db, List<Finding> findings, CancellationToken cancellation)
    {
        CheckMissing("intake_ids",
            await db.IntakeIds.CountAsync(i => !db.Messages.Any(m => m.Id == i.MessageId && m.TicketId == i.TicketId), cancellation));
        CheckMissing("ticket_links", await db.Links.CountAsync(l => !db.Tickets.Any(t => t.Id == l.ToTicketId), cancellation));
        CheckMissing("outbox",
            await db.Outbox.CountAsync(o => o.MessageId != null && !db.Messages.Any(m => m.Id == o.MessageId), cancellation));
        CheckMissing("messages",
            await db.Messages.CountAsync(m => m.MovedToTicketId != null && !db.Tickets.Any(t => t.Id == m.MovedToTicketId), cancellation));
        CheckMissing("ticket_events", await db.Events.CountAsync(e => !db.Tickets.Any(t => t.Id == e.TicketId), cancellation));
        CheckMissing("tickets",
            await db.Tickets.CountAsync(t => t.Assignee != null && !db.Users.Any(u => u.UserName == t.Assignee), cancellation));

        void CheckMissing(string table, int missing)
        {
            if (missing > 0) findings.Add(new(table, "astray", ("count", missing)));
        }
    }
}
