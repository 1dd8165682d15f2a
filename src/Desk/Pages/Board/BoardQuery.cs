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
        var own = ownFirst ? await ReadCardsAsync(db, actor, tickets.NeedingActionBy(actor), filter, cancellation) : [];
        var rest = ownFirst ? tickets.NotNeedingActionBy(actor) : tickets;
        var cards = await ReadCardsAsync(db, actor, rest, filter, cancellation);
        return new()
        {
            Filter = filter, Sequence = await db.Events.MaxAsync(e => (long?)e.Sequence, cancellation) ?? 0,
            Counts = await CountAsync(db, actor, cancellation),
            OwnCards = own, OtherCards = [.. cards.Take(BoardFilter.PageSize)], HasMore = cards.Count > BoardFilter.PageSize,
            ShowsOwnFirst = ownFirst, User = actor.Author.Code,
            SearchLimit = filter.SearchText is { } text ? await db.FindSearchLimitAsync(actor, text, cancellation) : null,
        };
    }

    public async Task<BoardCounts> CountAsync(Actor actor, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var snapshot = await db.BeginSnapshotAsync(cancellation);
        return await CountAsync(db, actor, cancellation);
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

    internal IQueryable<Ticket> FilterTickets(DeskDb db, Actor actor, BoardFilter filter)
    {
        var readable = db.ReadableTickets(actor);
        // Closed tickets are found too: a search is often for something already done.
        var tickets = filter.SearchText is { } text ? db.FindTickets(actor, text) : readable;
        if (filter.Kind is { } kind) tickets = tickets.Where(t => t.Kind == kind);
        if (filter.Channel is { } channel) tickets = tickets.Where(t => t.Channel == channel);
        if (!string.IsNullOrEmpty(filter.Department)) tickets = tickets.Where(t => t.Department == filter.Department);
        return filter.List switch
        {
            BoardList.Mine => tickets.NeedingActionBy(actor),
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

    // The ids come first: otherwise the database computes every column of every ticket of the list before it sorts them.
    private static async Task<List<BoardCard>> ReadCardsAsync(
        DeskDb db, Actor actor, IQueryable<Ticket> tickets, BoardFilter filter, CancellationToken cancellation)
    {
        var ids = await FindIds(tickets, filter).ToListAsync(cancellation);
        var cards = await db.ReadableTickets(actor).Where(t => ids.Contains(t.Id)).Select(BoardCard.Projection(db))
            .ToDictionaryAsync(card => card.Id, cancellation);
        return ids.ConvertAll(id => cards[id]);
    }

    /// <summary>The ids of a page of the list, and of one ticket more if it goes on.</summary>
    internal static IQueryable<long> FindIds(IQueryable<Ticket> tickets, BoardFilter filter)
    {
        var (skip, take) = ((filter.Page - 1) * BoardFilter.PageSize, BoardFilter.PageSize + 1);
        return filter.HasOwnIndex ? tickets.ByUrgency.Skip(skip).Take(take).Select(t => t.Id) : filter.List switch
        {
            BoardList.Missed => tickets.FirstByUrgency(TicketRanges.OpenStatuses, TicketRanges.CyclesOf(DueFilter.Missed), skip, take),
            BoardList.Today => tickets.FirstByUrgency(TicketRanges.OpenStatuses, TicketRanges.CyclesOf(DueFilter.Today), skip, take),
            BoardList.Waiting => tickets.FirstByUrgency([TicketStatus.WaitingForResident], TicketRanges.AllCycles, skip, take),
            _ => tickets.FirstByUrgency(TicketRanges.OpenStatuses, TicketRanges.AllCycles, skip, take),
        };
    }

    private async Task<BoardCounts> CountAsync(DeskDb db, Actor actor, CancellationToken cancellation)
    {
        var open = await OpenTicketCounts.ReadAsync(db, ReadScope.ForActor(actor), placement.Limits, cancellation);
        var readable = db.ReadableTickets(actor);
        var mine = open.AnswerableBy(actor.Author.Code) - await CountAwaitingDepartmentsAsync(readable, actor, cancellation);
        return new(open.All, mine, open.Unassigned, open.Missed, open.DueToday, open.Waiting, 0)
        {
            Departments = await readable.WithDepartments.CountAsync(cancellation),
            CallBack = await readable.NeedingCallBack.CountAsync(cancellation),
            NotSatisfied = Authority.May(actor, Right.Supervise) ? await readable.NeedingSupervisor.CountAsync(cancellation) : null,
        };
    }

    // The kept numbers do not know slips. Tickets with one are few, and have an index.
    private static Task<int> CountAwaitingDepartmentsAsync(IQueryable<Ticket> readable, Actor actor, CancellationToken cancellation) =>
        readable.WithDepartments
            .Where(t => t.Assignee == actor.Author.Code && !t.Unanswered && t.Status != TicketStatus.WaitingForResident)
            .NotNeedingActionBy(actor).CountAsync(cancellation);
}
