using System.Globalization;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>What holds for the desk as a whole: counters are ahead of what they gave out, and references lead somewhere.</summary>
internal static class DeskLaws
{
    public static async Task<List<Finding>> CheckAsync(DeskDb db, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        if (!await db.IsSoundAsync(cancellation)) findings.Add(new("desk.db", "damaged"));
        await CountersAsync(db, findings, cancellation);
        await ReferencesAsync(db, findings, cancellation);
        return findings;
    }

    private static async Task CountersAsync(DeskDb db, List<Finding> findings, CancellationToken cancellation)
    {
        var next = await db.Counters.AsNoTracking().ToDictionaryAsync(c => c.Name, c => c.Next, cancellation);
        long[] ids =
        [
            await db.Tickets.MaxAsync(t => (long?)t.Id, cancellation) ?? 0, await db.Messages.MaxAsync(m => (long?)m.Id, cancellation) ?? 0,
            await db.Cycles.MaxAsync(c => (long?)c.Id, cancellation) ?? 0, await db.People.MaxAsync(p => (long?)p.Id, cancellation) ?? 0,
        ];
        Compare(Storage.Counter.Ids, ids.Max());
        Compare(Storage.Counter.Events, await db.Events.MaxAsync(e => (long?)e.Sequence, cancellation) ?? 0);
        // Numbers are drawn in order with the ids, so the newest ticket has the highest.
        var newest = await db.Tickets.AsNoTracking().OrderByDescending(t => t.Id).Take(64).Select(t => t.Number).ToListAsync(cancellation);
        Compare(Storage.Counter.Numbers, newest.Select(n => long.Parse(n.ToString().Replace("-", "", StringComparison.Ordinal)[..^1], CultureInfo.InvariantCulture)).DefaultIfEmpty().Max());

        void Compare(string counter, long highest)
        {
            if (next.GetValueOrDefault(counter) <= highest)
                findings.Add(new("counters", "counterBehind", ("counter", counter), ("next", next.GetValueOrDefault(counter)), ("highest", highest)));
        }
    }

    private static async Task ReferencesAsync(DeskDb db, List<Finding> findings, CancellationToken cancellation)
    {
        Count("intake_ids", await db.Intake.CountAsync(i => !db.Messages.Any(m => m.Id == i.MessageId && m.TicketId == i.TicketId), cancellation));
        Count("ticket_links", await db.Links.CountAsync(l => !db.Tickets.Any(t => t.Id == l.ToTicketId), cancellation));
        Count("outbox", await db.Outbox.CountAsync(o => o.MessageId != null && !db.Messages.Any(m => m.Id == o.MessageId), cancellation));
        Count("messages", await db.Messages.CountAsync(m => m.MovedTo != null && !db.Tickets.Any(t => t.Id == m.MovedTo), cancellation));
        Count("ticket_events", await db.Events.CountAsync(e => !db.Tickets.Any(t => t.Id == e.TicketId), cancellation));
        Count("tickets", await db.Tickets.CountAsync(t => t.Assignee != null && !db.Users.Any(u => u.UserName == t.Assignee), cancellation));

        void Count(string table, int astray)
        {
            if (astray > 0) findings.Add(new(table, "astray", ("count", astray)));
        }
    }
}
