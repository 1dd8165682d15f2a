using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Search;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Board;

/// <summary>Reads the board's lists, their counts and the event sequence they are true for, all in one database snapshot.</summary>
public sealed class BoardQuery(IDbContextFactory<DeskDb> contexts, TimeProvider time, IOptions<DeskOptions> options)
{
    private readonly TimeZoneInfo _timeZone = options.Value.DisplayTimeZone;

    public async Task<BoardView> ReadAsync(Actor actor, BoardFilter filter, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var snapshot = await db.BeginSnapshotAsync(cancellation);
        var scope = ReadScope.ForActor(actor);
        var ownFirst = actor.Role is not StaffRole.Supervisor && filter is { List: BoardList.All, SupportsLiveUpdates: true };
        var tickets = FilterTickets(db, scope, filter, actor.Author.Code);
        var own = ownFirst ? await ReadCardsAsync(db, tickets.NeedingActionBy(actor.Author.Code), 0, cancellation) : [];
        var rest = ownFirst
            ? tickets.Where(t => t.Assignee != actor.Author.Code || (t.Status == TicketStatus.WaitingForResident && !t.Unanswered))
            : tickets;
        var cards = await ReadCardsAsync(db, rest, filter.Page - 1, cancellation);
        return new()
        {
            Filter = filter, Sequence = await db.Events.MaxAsync(e => (long?)e.Sequence, cancellation) ?? 0,
            Counts = await CountAsync(scope.Filter(db.Tickets), actor, cancellation),
            OwnCards = own, OtherCards = [.. cards.Take(BoardFilter.PageSize)], HasMore = cards.Count > BoardFilter.PageSize,
            ShowsOwnFirst = ownFirst, User = actor.Author.Code,
        };
    }

    public async Task<BoardCounts> CountAsync(Actor actor, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await CountAsync(ReadScope.ForActor(actor).Filter(db.Tickets), actor, cancellation);
    }

    /// <summary>
    /// Reads a ticket number from the search text. Null when the text is no number, or no ticket that the actor may read has it.
    /// </summary>
    public async Task<TicketNumber?> FindByNumberAsync(Actor actor, string? searchText, CancellationToken cancellation)
    {
        if (TicketNumber.TryRead(searchText, out var number) is not TicketNumberFault.None) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await ReadScope.ForActor(actor).Filter(db.Tickets).AnyAsync(t => t.Number == number, cancellation) ? number : null;
    }

    private IQueryable<Ticket> FilterTickets(DeskDb db, ReadScope scope, BoardFilter filter, string user)
    {
        var readable = scope.Filter(db.Tickets.AsNoTracking());
        var includesClosed = filter.List is BoardList.CallBack or BoardList.NotSatisfied;
        var tickets = filter.SearchText is { } text ? SearchTickets(db, readable, text) : includesClosed ? readable : readable.Open;
        if (filter.Kind is { } kind) tickets = tickets.Where(t => t.Kind == kind);
        if (filter.Channel is { } channel) tickets = tickets.Where(t => t.Channel == channel);
        if (!string.IsNullOrEmpty(filter.Department)) tickets = tickets.Where(t => t.Department == filter.Department);
        return filter.List switch
        {
            BoardList.Mine => tickets.NeedingActionBy(user),
            BoardList.Unassigned => tickets.Unassigned,
            BoardList.Missed => tickets.MissedAndUnanswered,
            BoardList.Today => tickets.DueBefore(EndOfToday()),
            BoardList.Waiting => tickets.WaitingForResident,
            BoardList.CallBack => tickets.NeedingCallBack,
            BoardList.NotSatisfied => tickets.NeedingSupervisor,
            _ => tickets,
        };
    }

    /// <summary>Finds tickets by phrase, closed ones included: a search is often for something already done.</summary>
    private static IQueryable<Ticket> SearchTickets(DeskDb db, IQueryable<Ticket> readable, string searchText) =>
        SearchText.ParseQuery(searchText).Count == 0 ? readable.Where(t => false)
            : readable.Where(t => db.FindTicketIdsByPhrase(searchText).Contains(t.Id));

    private static Task<List<BoardCard>> ReadCardsAsync(DeskDb db, IQueryable<Ticket> tickets, int page, CancellationToken cancellation) =>
        tickets.ByUrgency.Skip(page * BoardFilter.PageSize).Take(BoardFilter.PageSize + 1).Select(BoardCard.Projection(db))
            .ToListAsync(cancellation);

    private async Task<BoardCounts> CountAsync(IQueryable<Ticket> readable, Actor actor, CancellationToken cancellation)
    {
        var user = actor.Author.Code;
        var end = EndOfToday();
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
            CallBack = await readable.NeedingCallBack.CountAsync(cancellation),
            NotSatisfied = Authority.May(actor, Right.Supervise) ? await readable.NeedingSupervisor.CountAsync(cancellation) : null,
        };
    }

    private DateTimeOffset EndOfToday()
    {
        var tomorrow = TimeZoneInfo.ConvertTime(time.GetUtcNow(), _timeZone).Date.AddDays(1);
        return new DateTimeOffset(tomorrow, _timeZone.GetUtcOffset(tomorrow)).ToUniversalTime();
    }
}
