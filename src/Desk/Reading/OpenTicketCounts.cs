using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading;

/// <summary>The numbers of open tickets that a reader may read, by what the lists and tables of staff count them by.</summary>
public sealed class OpenTicketCounts
{
    private readonly List<OpenTicketCount> _counts;
    private readonly DateOnly _firstDayAfterToday;

    private OpenTicketCounts(List<OpenTicketCount> counts, DateOnly firstDayAfterToday) =>
        (_counts, _firstDayAfterToday) = (counts, firstDayAfterToday);

    public int All => Sum(_counts);

    public int Unassigned => Sum(_counts.Where(c => c.Assignee.Length == 0));

    public int Missed => Sum(_counts.Where(IsMissed));

    public int Waiting => Sum(_counts.Where(c => c.Status is TicketStatus.WaitingForResident));

    public int DueToday => Sum(_counts.Where(IsDueToday));

    /// <summary>The number of tickets of the user that do not wait for the resident. Those that wait for a department count.</summary>
    public int AnswerableBy(string user) => Sum(_counts.Where(c => c.Assignee == user
        && (c.Status is not TicketStatus.WaitingForResident || c.Unanswered)));

    /// <summary>Groups by assignee, or by department; the code is null for tickets without one.</summary>
    public IEnumerable<(string? Code, int Open, int Missed, int DueToday)> GroupBy(Func<OpenTicketCount, string> code) =>
        _counts.GroupBy(code).Select(same => (
            same.Key.Length == 0 ? null : same.Key, Sum(same), Sum(same.Where(IsMissed)), Sum(same.Where(IsDueToday))));

    /// <summary>Reads the kept numbers. What a department reads of others, because it has a slip, is counted: it is not much.</summary>
    internal static async Task<OpenTicketCounts> ReadAsync(DeskDb db, ReadScope scope, DueLimits limits, CancellationToken cancellation)
    {
        var end = CycleDay.DayOf(limits.EndOfToday);
        // The kept numbers know days, which begin elsewhere in other time zones.
        if (CycleDay.StartOf(end) != limits.EndOfToday)
            return new(await CountAsync(scope.Filter(db.Tickets), limits, cancellation), DateOnly.MaxValue);
        var kept = db.OpenTicketCounts.AsNoTracking();
        if (scope.Everything) return new(await SumAsync(kept, end, cancellation), end);
        if (scope.Department is not { } department) return new([], end);
        var own = await SumAsync(kept.Where(c => c.Department == department), end, cancellation);
        own.AddRange(await CountAsync(scope.OnlyBySlip(db), limits, cancellation));
        return new(own, end);
    }

    // Many days make many rows, and no list asks for more than whether a ticket is due by the end of today.
    private static async Task<List<OpenTicketCount>> SumAsync(
        IQueryable<OpenTicketCount> kept, DateOnly end, CancellationToken cancellation)
    {
        var rows = await kept
            .GroupBy(c => new { c.Department, c.Assignee, c.Status, c.Unanswered, c.CycleState, IsToday = c.DueDay < end })
            .Select(same => new { same.Key, Tickets = same.Sum(c => c.Tickets) }).ToListAsync(cancellation);
        return rows.ConvertAll(row => new OpenTicketCount
        {
            Department = row.Key.Department, Assignee = row.Key.Assignee, Status = row.Key.Status, Unanswered = row.Key.Unanswered,
            CycleState = row.Key.CycleState, DueDay = DueDayOf(row.Key.IsToday), Tickets = row.Tickets,
        });
    }

    private static async Task<List<OpenTicketCount>> CountAsync(
        IQueryable<Ticket> tickets, DueLimits limits, CancellationToken cancellation)
    {
        var rows = await tickets.Open.Select(t => new { t.Department, t.Assignee, t.Status, t.Unanswered, t.CycleState, t.DueAt })
            .GroupBy(t => new { t.Department, t.Assignee, t.Status, t.Unanswered, t.CycleState, IsToday = t.DueAt < limits.EndOfToday })
            .Select(same => new { same.Key, Count = same.Count() }).ToListAsync(cancellation);
        return rows.ConvertAll(row => new OpenTicketCount
        {
            Department = row.Key.Department ?? "", Assignee = row.Key.Assignee ?? "", Status = row.Key.Status,
            Unanswered = row.Key.Unanswered, CycleState = row.Key.CycleState,
            DueDay = DueDayOf(row.Key.IsToday), Tickets = row.Count,
        });
    }

    private static DateOnly DueDayOf(bool isToday) => isToday ? DateOnly.MinValue : DateOnly.MaxValue;

    private static bool IsMissed(OpenTicketCount count) => count is { Unanswered: true, CycleState: CycleState.Missed };

    private bool IsDueToday(OpenTicketCount count) =>
        count is { Unanswered: true, CycleState: CycleState.Open } && count.DueDay < _firstDayAfterToday;

    private static int Sum(IEnumerable<OpenTicketCount> counts) => (int)counts.Sum(count => count.Tickets);
}
