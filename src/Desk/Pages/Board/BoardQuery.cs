using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Board;

/// <summary>Reads the board's lists, their counts and the event sequence they are true for, all in one database snapshot.</summary>
public sealed class BoardQuery(IDbContextFactory<DeskDb> contexts, RowPlacement placement, TrackingCodes trackingCodes)
{
    /// <summary>The newest tickets among which one is found by its tracking code alone. Codes are computed, not stored.</summary>
    private const int MaxTicketsByCode = 20_000;

    public async Task<BoardView> ReadAsync(Actor actor, BoardFilter filter, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var snapshot = await db.BeginSnapshotAsync(cancellation);
        var ownFirst = actor.Role is not StaffRole.Supervisor && filter is { List: BoardList.All, SupportsLiveUpdates: true };
        var tickets = FilterTickets(db, actor, filter);
        var own = ownFirst ? await ReadCardsAsync(db, tickets.NeedingActionBy(actor.Author.Code), 0, cancellation) : [];
        var rest = ownFirst
            ? tickets.Where(t => t.Assignee != actor.Author.Code || (t.Status == TicketStatus.WaitingForResident && !t.Unanswered))
            : tickets;
        var cards = await ReadCardsAsync(db, rest, filter.Page - 1, cancellation);
        return new()
        {
            Filter = filter, Sequence = await db.Events.MaxAsync(e => (long?)e.Sequence, cancellation) ?? 0,
            Counts = await CountAsync(db.ReadableTickets(actor), actor, cancellation),
            OwnCards = own, OtherCards = [.. cards.Take(BoardFilter.PageSize)], HasMore = cards.Count > BoardFilter.PageSize,
            ShowsOwnFirst = ownFirst, User = actor.Author.Code,
        };
    }

    public async Task<BoardCounts> CountAsync(Actor actor, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await CountAsync(db.ReadableTickets(actor), actor, cancellation);
    }

    /// <summary>
    /// Reads a ticket number or a tracking code from the search text. Null when the text is neither, or no ticket that the actor may read
    /// has it.
    /// </summary>
    public async Task<TicketNumber?> FindByNumberAsync(Actor actor, string? searchText, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (LookUpText.ReadNumber(searchText).Number is { } number)
            return await db.ReadableTickets(actor).AnyAsync(t => t.Number == number, cancellation) ? number : null;
        if (searchText is null || TrackingCodeText.Read(searchText) is not { } code) return null;
        var newest = db.ReadableTickets(actor).OrderByDescending(t => t.Id).Take(MaxTicketsByCode).Select(t => t.Number);
        await foreach (var candidate in newest.AsAsyncEnumerable().WithCancellation(cancellation))
            if (trackingCodes.Matches(candidate, code)) return candidate;
        return null;
    }

    private IQueryable<Ticket> FilterTickets(DeskDb db, Actor actor, BoardFilter filter)
    {
        var readable = db.ReadableTickets(actor);
        // Closed tickets are found too: a search is often for something already done.
        var tickets = filter.SearchText is { } text ? db.FindTickets(actor, text) : filter.IncludesClosed ? readable : readable.Open;
        if (filter.Kind is { } kind) tickets = tickets.Where(t => t.Kind == kind);
        if (filter.Channel is { } channel) tickets = tickets.Where(t => t.Channel == channel);
        if (!string.IsNullOrEmpty(filter.Department)) tickets = tickets.Where(t => t.Department == filter.Department);
        return filter.List switch
        {
            BoardList.Mine => tickets.NeedingActionBy(actor.Author.Code),
            BoardList.Unassigned => tickets.Unassigned,
            BoardList.Missed => tickets.Due(DueFilter.Missed, placement.Limits),
            BoardList.Today => tickets.Due(DueFilter.Today, placement.Limits),
            BoardList.Waiting => tickets.WaitingForResident,
            BoardList.Departments => tickets.WithDepartments,
            BoardList.CallBack => tickets.NeedingCallBack,
            BoardList.NotSatisfied => tickets.NeedingSupervisor,
            _ => tickets,
        };
    }

    private static Task<List<BoardCard>> ReadCardsAsync(DeskDb db, IQueryable<Ticket> tickets, int page, CancellationToken cancellation) =>
        tickets.ByUrgency.Skip(page * BoardFilter.PageSize).Take(BoardFilter.PageSize + 1).Select(BoardCard.Projection(db))
            .ToListAsync(cancellation);

    private async Task<BoardCounts> CountAsync(IQueryable<Ticket> readable, Actor actor, CancellationToken cancellation)
    {
        var user = actor.Author.Code;
        var end = placement.Limits.EndOfToday;
        var open = await readable.Open.GroupBy(_ => 1).Select(all => new BoardCounts(
            all.Count(),
            all.Count(t => t.Assignee == user && (t.Status != TicketStatus.WaitingForResident || t.Unanswered)),
            all.Count(t => t.Assignee == null),
            all.Count(t => t.Unanswered && t.CycleState == CycleState.Missed),
            all.Count(t => t.Unanswered && t.CycleState == CycleState.Open && t.DueAt < end),
            all.Count(t => t.Status == TicketStatus.WaitingForResident),
            0)).SingleOrDefaultAsync(cancellation) ?? BoardCounts.None;
        return open with
        {
            Departments = await readable.WithDepartments.CountAsync(cancellation),
            CallBack = await readable.NeedingCallBack.CountAsync(cancellation),
            NotSatisfied = Authority.May(actor, Right.Supervise) ? await readable.NeedingSupervisor.CountAsync(cancellation) : null,
        };
    }
}
