using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Board;

/// <summary>Reads the board's lists, their counts and the event sequence they are true for, all in one database snapshot.</summary>
public sealed class BoardQuery(IDbContextFactory<DeskDb> contexts, TimeProvider time, IOptions<DeskOptions> options)
{
    private readonly TimeZoneInfo _zone = options.Value.ShownTimeZone;

    public async Task<BoardView> ReadAsync(Actor actor, BoardFilter filter, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var snapshot = await db.BeginSnapshotAsync(cancellation);
        var scope = ReadScope.Of(actor);
        var ownFirst = actor.Role is not StaffRole.Supervisor && filter is { List: BoardList.All, IsPlain: true };
        var tickets = Listed(db, scope, filter, actor.By.Code);
        var own = ownFirst ? await CardsAsync(db, tickets.TurnOf(actor.By.Code), 0, cancellation) : [];
        var rest = ownFirst
            ? tickets.Where(t => t.Assignee != actor.By.Code || (t.Status == TicketStatus.WaitingForResident && !t.Unanswered))
            : tickets;
        var cards = await CardsAsync(db, rest, filter.Page - 1, cancellation);
        return new()
        {
            Filter = filter, Sequence = await db.Events.MaxAsync(e => (long?)e.Sequence, cancellation) ?? 0,
            Counts = await CountAsync(scope.Filter(db.Tickets), actor, cancellation),
            Own = own, Rest = [.. cards.Take(BoardFilter.PageSize)], More = cards.Count > BoardFilter.PageSize,
            OwnFirst = ownFirst, User = actor.By.Code,
        };
    }

    public async Task<BoardCounts> CountAsync(Actor actor, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await CountAsync(ReadScope.Of(actor).Filter(db.Tickets), actor, cancellation);
    }

    /// <summary>
    /// Reads a ticket number from the search text. Null when the text is no number, or no ticket that the actor may read has it.
    /// </summary>
    public async Task<TicketNumber?> ByNumberAsync(Actor actor, string? words, CancellationToken cancellation)
    {
        if (TicketNumber.TryRead(words, out var number) is not TicketNumberFault.None) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await ReadScope.Of(actor).Filter(db.Tickets).AnyAsync(t => t.Number == number, cancellation) ? number : null;
    }

    private IQueryable<Ticket> Listed(DeskDb db, ReadScope scope, BoardFilter filter, string user)
    {
        var readable = scope.Filter(db.Tickets.AsNoTracking());
        var includesClosed = filter.List is BoardList.CallBack or BoardList.NotSatisfied;
        var tickets = filter.Words is { } text ? Found(db, readable, text) : includesClosed ? readable : readable.Open;
        if (filter.Kind is { } kind) tickets = tickets.Where(t => t.Kind == kind);
        if (filter.Channel is { } channel) tickets = tickets.Where(t => t.Channel == channel);
        if (!string.IsNullOrEmpty(filter.Department)) tickets = tickets.Where(t => t.Department == filter.Department);
        return filter.List switch
        {
            BoardList.Mine => tickets.TurnOf(user),
            BoardList.Unassigned => tickets.Unassigned,
            BoardList.Missed => tickets.MissedAndUnanswered,
            BoardList.Today => tickets.DueBefore(EndOfToday()),
            BoardList.Waiting => tickets.Waiting,
            BoardList.CallBack => tickets.ToCallBack,
            BoardList.NotSatisfied => tickets.ToSupervise,
            _ => tickets,
        };
    }

    /// <summary>Finds tickets by phrase, closed ones included: a search is often for something already done.</summary>
    private static IQueryable<Ticket> Found(DeskDb db, IQueryable<Ticket> readable, string words) =>
        Phrases.Wanted(words).Count == 0 ? readable.Where(t => false) : readable.Where(t => db.TicketsWithPhrase(words).Contains(t.Id));

    private static Task<List<Card>> CardsAsync(DeskDb db, IQueryable<Ticket> tickets, int page, CancellationToken cancellation) =>
        tickets.ByUrgency.Skip(page * BoardFilter.PageSize).Take(BoardFilter.PageSize + 1).Select(Card.From(db)).ToListAsync(cancellation);

    private async Task<BoardCounts> CountAsync(IQueryable<Ticket> readable, Actor actor, CancellationToken cancellation)
    {
        var user = actor.By.Code;
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
            CallBack = await readable.ToCallBack.CountAsync(cancellation),
            NotSatisfied = Authority.May(actor, Right.Supervise) ? await readable.ToSupervise.CountAsync(cancellation) : null,
        };
    }

    private DateTimeOffset EndOfToday()
    {
        var tomorrow = TimeZoneInfo.ConvertTime(time.GetUtcNow(), _zone).Date.AddDays(1);
        return new DateTimeOffset(tomorrow, _zone.GetUtcOffset(tomorrow)).ToUniversalTime();
    }
}
