using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading;

/// <summary>
/// Reads the ids of a page of tickets in the order of the list. No list reads and sorts all tickets that match, because there may be a
/// million: few are looked up by the index of the filter; of many the first are soon found by walking along the order of the list.
/// </summary>
internal static class TicketListReader
{
    /// <summary>The matches up to which a list is looked up and sorted.</summary>
    public const int FewTickets = 2_000;

    /// <summary>Reads one id more than the limit if the list goes on.</summary>
    public static Task<List<long>> ReadIdsAsync(DeskDb db, Actor actor, TicketFilter filter, DueLimits limits,
        CancellationToken cancellation, int fewTickets = FewTickets) => filter switch
        {
            { SearchText: { } phrase } => Filter(db.FindTickets(actor, phrase), filter, actor, limits)
                .SortedAfter(filter.Order, filter.After).Take(filter.Limit + 1).Select(t => t.Id).ToListAsync(cancellation),
            { Order: TicketOrder.Due } => ReadByDueTimeAsync(db, actor, filter, limits, cancellation),
            _ => ReadNewestAsync(db, actor, filter, limits, fewTickets, cancellation),
        };

    /// <summary>The readable tickets that match the filter.</summary>
    internal static IQueryable<Ticket> Filter(IQueryable<Ticket> tickets, TicketFilter filter, Actor actor, DueLimits limits)
    {
        if (filter.Due is { } due) tickets = tickets.Due(due, limits);
        return tickets.Matching(filter).AssignedTo(filter.Assignee, actor);
    }

    internal static IQueryable<long> ByDueTime(IQueryable<Ticket> matching, TicketFilter filter) => matching
        .After(filter.Order, filter.After).FirstPlaces(StatusesOf(filter), TicketRanges.CyclesOf(filter.Due), filter.Limit + 1)
        .OrderBy(p => p.DueAt).ThenBy(p => p.Id).Take(filter.Limit + 1).Select(p => p.Id);

    /// <summary>The first matches with a status in the order of the index, which sorts nothing.</summary>
    internal static IQueryable<long> Some(IQueryable<Ticket> matching, TicketStatus status, int count) => matching
        .Where(t => t.Status == status).OrderBy(t => t.Unanswered).ThenBy(t => t.CycleState).ThenBy(t => t.DueAt).Take(count)
        .Select(t => t.Id);

    private static Task<List<long>> ReadByDueTimeAsync(
        DeskDb db, Actor actor, TicketFilter filter, DueLimits limits, CancellationToken cancellation) =>
        ByDueTime(Filter(db.ReadableTickets(actor), filter, actor, limits), filter).ToListAsync(cancellation);

    private static async Task<List<long>> ReadNewestAsync(
        DeskDb db, Actor actor, TicketFilter filter, DueLimits limits, int fewTickets, CancellationToken cancellation)
    {
        var matching = Filter(db.ReadableTickets(actor), filter, actor, limits);
        var some = filter.IsUnfiltered ? null : await FindFewAsync(matching, filter, fewTickets, cancellation);
        var page = some is { } few ? db.Tickets.AsNoTracking().Where(t => EF.Parameter(few).Contains(t.Id))
            : Walk(db, actor, filter, limits);
        return await page.SortedAfter(filter.Order, filter.After).Take(filter.Limit + 1).Select(t => t.Id).ToListAsync(cancellation);
    }

    /// <summary>Finds all matches if they are few; null if they are more.</summary>
    private static async Task<List<long>?> FindFewAsync(
        IQueryable<Ticket> matching, TicketFilter filter, int fewTickets, CancellationToken cancellation)
    {
        var found = new List<long>();
        foreach (var status in StatusesOf(filter))
        {
            found.AddRange(await Some(matching, status, fewTickets + 1 - found.Count).ToListAsync(cancellation));
            if (found.Count > fewTickets) return null;
        }

        return found;
    }

    /// <summary>The matches for a query that finds enough of them near the beginning of the order.</summary>
    internal static IQueryable<Ticket> Walk(DeskDb db, Actor actor, TicketFilter filter, DueLimits limits)
    {
        var ordered = filter.Order is TicketOrder.Updated ? db.TicketsByLastChange : db.TicketsByAge;
        return Filter(ReadScope.ForActor(actor).Filter(ordered), filter, actor, limits);
    }

    private static IReadOnlyCollection<TicketStatus> StatusesOf(TicketFilter filter)
    {
        IReadOnlyCollection<TicketStatus> asked = filter.Statuses.Count > 0 ? filter.Statuses : TicketRanges.AllStatuses;
        // Only open tickets are unanswered.
        return filter.Due is null ? [.. asked.Distinct()] : [.. asked.Intersect(TicketRanges.OpenStatuses)];
    }
}
