using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>A figure, its period and its tickets.</summary>
/// <param name="From">The first moment of receipt, of the start of the cycle, of the resolution or answer; null for all before.</param>
/// <param name="To">The end of the period, not part of it; null for all after.</param>
public sealed record FigureSelection(Figure Of, DateTimeOffset? From, DateTimeOffset? To, FigureFilter Filter);

/// <summary>A ticket, or one of its response cycles, resolutions or answers, that a figure counts.</summary>
/// <param name="At">The time of receipt, of the start of the cycle, of the resolution or closing, or of the answer.</param>
/// <param name="AnsweredAt">The time of the answer to the cycle; null for all others and unanswered cycles.</param>
public sealed record FigureCase(TicketNumber Number, string Subject, TicketStatus Status, DateTimeOffset At, DateTimeOffset? AnsweredAt);

/// <summary>A page of the cases behind a figure, and the figure itself.</summary>
public sealed record FigureCases(int Count, IReadOnlyList<FigureCase> Cases)
{
    /// <summary>The name of the person whose cases these are; null for those of all, of nobody, or of an unknown user name.</summary>
    public string? AssigneeName { get; init; }
}

/// <summary>Lists the cases behind a figure, by the same rules by which they were counted.</summary>
public sealed class FigureList(IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> options, TimeProvider time)
{
    public const int PageSize = 100;

    /// <summary>The cases from which on a page is found along the order of the list, sooner than by sorting all of them.</summary>
    private const int ManyCases = 2_000;

    /// <param name="page">The page, from 1.</param>
    public async Task<FigureCases> ReadAsync(Actor actor, FigureSelection selection, int page, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var snapshot = await db.BeginSnapshotAsync(cancellation);
        var found = await ReadAsync(db, actor, selection, page, cancellation);
        return selection.Filter.Assignee is not { } user ? found : found with
        {
            AssigneeName = await db.Users.AsNoTracking().Where(member => member.UserName == user).Select(member => member.DisplayName)
                .FirstOrDefaultAsync(cancellation),
        };
    }

    private async Task<FigureCases> ReadAsync(
        DeskDb db, Actor actor, FigureSelection selection, int page, CancellationToken cancellation)
    {
        switch (selection.Of.Unit)
        {
            case FigureUnit.Ticket:
                var tickets = FilterTickets(db, selection.Filter.Apply(db.ReadableTickets(actor)), selection);
                return await ReadAsync(await tickets.CountAsync(cancellation), SelectCases(tickets), page, cancellation);
            case FigureUnit.Cycle:
                return await ReadCyclesAsync(db, actor, selection, page, cancellation);
            default:
                return await ReadMomentsAsync(db, selection.Filter.Apply(db.ReadableTickets(actor)), selection, page, cancellation);
        }
    }

    private static async Task<FigureCases> ReadCyclesAsync(
        DeskDb db, Actor actor, FigureSelection selection, int page, CancellationToken cancellation)
    {
        // A figure of a year is a million cycles, so it is taken from the kept numbers, and only the page is read.
        var counts = await CycleCount.ListAsync(
            db, ReadScope.ForActor(actor), selection.Filter, selection.From, selection.To, cancellation);
        var count = counts.Where(count => IsOf(selection.Of, count)).Sum(count => count.Cycles);
        // The tickets of one person, township or service are looked up, and then their cycles.
        var isWalk = count >= ManyCases && !selection.Filter.NeedsTickets;
        return await ReadAsync((int)count, SelectCycles(db, actor, selection, isWalk), page, cancellation);
    }

    /// <summary>Reads resolutions or answers of a period. Both are found by reading what happened in it.</summary>
    private async Task<FigureCases> ReadMomentsAsync(
        DeskDb db, IQueryable<Ticket> tickets, FigureSelection selection, int page, CancellationToken cancellation)
    {
        if (selection is not { From: { } from, To: { } to })
            throw new ArgumentException("Resolutions and answers are listed for a period.", nameof(selection));
        var moments = selection.Of.Unit is FigureUnit.Resolution
            ? (await FigureQuery.CountResolutionsAsync(db, tickets, from, to, cancellation)).List(selection.Of).ToList()
            : await new AnswerMoments(db, tickets, options.Value.DisplayTimeZone).ListAsync(selection.Of, from, to, cancellation);
        var shown = moments.OrderByDescending(m => m.At).ThenBy(m => m.Ticket).Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var ids = shown.Select(m => m.Ticket).Distinct().ToList();
        var named = await tickets.Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.Number, t.Subject, t.Status })
            .ToListAsync(cancellation);
        return new(moments.Count, [.. shown.Join(named, m => m.Ticket, t => t.Id,
            (m, t) => new FigureCase(t.Number, t.Subject, t.Status, m.At, null))]);
    }

    /// <summary>The cycles behind a figure, the newest first.</summary>
    /// <param name="isWalk">True to read along their order, whatever the database would rather do.</param>
    internal static IQueryable<FigureCase> SelectCycles(DeskDb db, Actor actor, FigureSelection selection, bool isWalk) =>
        FilterCycles(isWalk ? db.CyclesByStart : db.Cycles.AsNoTracking(), selection).Join(
            selection.Filter.Apply(db.ReadableTickets(actor)), c => c.TicketId, t => t.Id, (c, t) => new { Cycle = c, Ticket = t })
        .OrderByDescending(c => c.Cycle.StartedAt).ThenBy(c => c.Cycle.Id)
        .Select(c => new FigureCase(c.Ticket.Number, c.Ticket.Subject, c.Ticket.Status, c.Cycle.StartedAt,
            c.Cycle.MetAt ?? c.Cycle.AnsweredLateAt));

    private static IQueryable<FigureCase> SelectCases(IQueryable<Ticket> tickets) => tickets
        .OrderByDescending(t => t.ReceivedAt).ThenBy(t => t.Id)
        .Select(t => new FigureCase(t.Number, t.Subject, t.Status, t.ReceivedAt, null));

    private static async Task<FigureCases> ReadAsync(
        int count, IQueryable<FigureCase> cases, int page, CancellationToken cancellation)
    {
        var skipped = (page - 1) * PageSize;
        return new(count, skipped >= count ? [] : await cases.Skip(skipped).Take(PageSize).ToListAsync(cancellation));
    }

    private IQueryable<Ticket> FilterTickets(DeskDb db, IQueryable<Ticket> tickets, FigureSelection selection)
    {
        var now = time.GetUtcNow();
        return selection.Of switch
        {
            Figure.Finished => QueueFigures.FinishedSince(db, tickets, selection.From ?? DateTimeOffset.UnixEpoch),
            Figure.Open => TrendQuery.ReceivedBetween(tickets.Open, selection.From, selection.To),
            Figure.OpenMissed => TrendQuery.ReceivedBetween(tickets.Open.MissedAndUnanswered, selection.From, selection.To),
            Figure.DueToday => tickets.Open.Due(DueFilter.Today, DueLimits.At(now, options.Value.DisplayTimeZone)),
            Figure.DueSoon => QueueFigures.DueBy(tickets, now + QueueFigures.SoonSpan),
            Figure.LateSlips => QueueFigures.WithLateSlip(tickets, now),
            _ => TrendQuery.ReceivedBetween(tickets, selection.From, selection.To),
        };
    }

    private static IQueryable<ResponseCycle> FilterCycles(IQueryable<ResponseCycle> cycles, FigureSelection selection)
    {
        if (selection.From is { } from) cycles = cycles.Where(c => c.StartedAt >= from);
        if (selection.To is { } to) cycles = cycles.Where(c => c.StartedAt < to);
        return selection.Of switch
        {
            Figure.Kept => cycles.Where(c => c.State == CycleState.Met),
            Figure.Missed => cycles.Where(c => c.State == CycleState.Missed),
            Figure.AnsweredLate => cycles.Where(c => c.AnsweredLateAt != null),
            Figure.Decided => cycles.Where(c => c.State == CycleState.Met || c.State == CycleState.Missed),
            Figure.Answered => cycles.Where(c => c.MetAt != null || c.AnsweredLateAt != null),
            Figure.Undecided => cycles.Where(c => c.State == CycleState.Open),
            _ => cycles.Where(c => c.State == CycleState.Cancelled),
        };
    }

    private static bool IsOf(Figure figure, CycleCount count) => figure switch
    {
        Figure.Kept => count.State is CycleState.Met,
        Figure.Missed => count.State is CycleState.Missed,
        Figure.AnsweredLate => count.AnsweredLate,
        Figure.Decided => count.State is CycleState.Met or CycleState.Missed,
        Figure.Answered => count.State is CycleState.Met || count.AnsweredLate,
        Figure.Undecided => count.State is CycleState.Open,
        _ => count.State is CycleState.Cancelled,
    };
}
