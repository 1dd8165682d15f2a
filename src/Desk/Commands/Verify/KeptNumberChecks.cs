using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>Counts all response cycles and open tickets anew and compares the numbers with those that the writer keeps.</summary>
internal static class KeptNumberChecks
{
    public static async Task CheckAsync(DeskDb db, List<Finding> findings, CancellationToken cancellation)
    {
        await CheckCyclesAsync(db, findings, cancellation);
        await CheckOpenTicketsAsync(db, findings, cancellation);
    }

    private static async Task CheckCyclesAsync(DeskDb db, List<Finding> findings, CancellationToken cancellation)
    {
        var counted = new Dictionary<(DateOnly Day, TicketKind, ContactChannel, string, CycleState, bool), long>();
        var cycles = db.Cycles.AsNoTracking().Join(db.Tickets, c => c.TicketId, t => t.Id,
            (c, t) => new { c.StartedAt, t.Kind, t.Channel, t.Department, c.State, Late = c.AnsweredLateAt != null });
        await foreach (var c in cycles.AsAsyncEnumerable().WithCancellation(cancellation))
            Add(counted, (CycleDay.DayOf(c.StartedAt), c.Kind, c.Channel, c.Department ?? "", c.State, c.Late), 1);
        foreach (var kept in await db.CycleDays.AsNoTracking().ToListAsync(cancellation))
            Add(counted, (kept.Day, kept.Kind, kept.Channel, kept.Department, kept.State, kept.AnsweredLate), -kept.Cycles);
        findings.AddRange(counted.Where(difference => difference.Value != 0).Select(difference => difference.Key.Day).Distinct().Order()
            .Select(day => new Finding("cycle_days", "keptNumbers", ("day", day.ToString("O", CultureInfo.InvariantCulture)))));
    }

    private static async Task CheckOpenTicketsAsync(DeskDb db, List<Finding> findings, CancellationToken cancellation)
    {
        var counted = new Dictionary<(string, string, TicketStatus, bool, CycleState, DateOnly), long>();
        var open = db.Tickets.AsNoTracking().Where(t => t.Status != TicketStatus.Resolved && t.Status != TicketStatus.Closed)
            .Select(t => new { t.Department, t.Assignee, t.Status, t.Unanswered, t.CycleState, t.DueAt });
        await foreach (var t in open.AsAsyncEnumerable().WithCancellation(cancellation))
            Add(counted, (t.Department ?? "", t.Assignee ?? "", t.Status, t.Unanswered, t.CycleState, CycleDay.DayOf(t.DueAt)), 1);
        foreach (var kept in await db.OpenTicketCounts.AsNoTracking().ToListAsync(cancellation))
            Add(counted, (kept.Department, kept.Assignee, kept.Status, kept.Unanswered, kept.CycleState, kept.DueDay), -kept.Tickets);
        if (counted.Count(difference => difference.Value != 0) is var count and > 0)
            findings.Add(new("open_ticket_counts", "keptOpen", ("count", count)));
    }

    private static void Add<T>(Dictionary<T, long> counted, T key, long count)
        where T : notnull => counted[key] = counted.GetValueOrDefault(key) + count;
}
