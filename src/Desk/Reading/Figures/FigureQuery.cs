using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>Counts the figures of a month from tickets, cycles and events.</summary>
public sealed class FigureQuery(IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> options, TimeProvider time)
{
    private static readonly string[] EndTypes =
        [EventJson.NameOf<TicketResolved>(), EventJson.NameOf<TicketClosed>(), EventJson.NameOf<TicketCancelled>()];

    private static readonly string[] ResolutionTypes =
    [
        EventJson.NameOf<TicketResolved>(), EventJson.NameOf<TicketReopened>(), EventJson.NameOf<TicketRated>(),
        EventJson.NameOf<TicketClosed>(), EventJson.NameOf<TicketCancelled>(), EventJson.NameOf<ResidentWrote>(),
        EventJson.NameOf<FollowUpCalled>(), EventJson.NameOf<MessageMovedHere>(), EventJson.NameOf<MessageMovedAway>(),
    ];

    private readonly PacedCache<(ReadScope, DateOnly), MonthFigures> _counted = new(time, TimeSpan.FromSeconds(1));

    /// <summary>
    /// Counts the tickets that the actor may read. Figures of many tickets, which take longer than a second, may be up to a minute old.
    /// </summary>
    public Task<MonthFigures> ReadAsync(Actor actor, DateOnly month, CancellationToken cancellation)
    {
        var scope = ReadScope.ForActor(actor);
        return _counted.ReadAsync((scope, month), () => ReadAsync(scope, month, cancellation));
    }

    /// <summary>Counts all tickets, for figures that are published and mailed.</summary>
    public Task<MonthFigures> ReadAllAsync(DateOnly month, CancellationToken cancellation) =>
        ReadAsync(ReadScope.All, month, cancellation);

    private async Task<MonthFigures> ReadAsync(ReadScope scope, DateOnly month, CancellationToken cancellation)
    {
        var zone = options.Value.DisplayTimeZone;
        var (from, to) = (LocalDays.StartOf(month, zone), LocalDays.StartOf(month.AddMonths(1), zone));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var tickets = scope.Filter(db.Tickets.AsNoTracking());
        var received = await ReceivedCount.ListAsync(tickets, from, to, cancellation);
        var cycles = await CycleCount.ListAsync(db, scope, new(), from, to, cancellation);
        return new()
        {
            Month = month, Cycles = CycleFigures.From(cycles),
            ByKind = FigureRow.ListByKind(received, cycles),
            ByChannel = FigureRow.ListByChannel(received, cycles),
            ByDepartment = FigureRow.ListByDepartment(received, cycles),
            ByTownship = FigureRow.List(received, r => r.Township),
            ByServiceItem = [.. FigureRow.List(received, r => r.ServiceItem).OrderByDescending(row => row.Received)],
            Times = await ReadTimesAsync(db, tickets, from, to, cancellation),
            Resolutions = (await CountResolutionsAsync(db, tickets, from, to, cancellation)).Figures,
            Substance = await SubstanceFigures.ReadAsync(db, month, cancellation),
        };
    }

    private static async Task<ResponseTimes> ReadTimesAsync(
        DeskDb db, IQueryable<Ticket> tickets, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var answered = await db.Cycles.AsNoTracking()
            .Where(c => c.StartedAt >= from && c.StartedAt < to && (c.MetAt != null || c.AnsweredLateAt != null))
            .Join(tickets, c => c.TicketId, t => t.Id, (c, t) => new { c.StartedAt, c.MetAt, c.AnsweredLateAt })
            .ToListAsync(cancellation);
        return ResponseTimes.From(answered.Select(c => (c.MetAt ?? c.AnsweredLateAt)!.Value - c.StartedAt));
    }

    /// <summary>
    /// Folds the events of the tickets that were resolved or closed in the period. All others say nothing of it, so that only these are
    /// read, by the index of their ticket.
    /// </summary>
    internal static async Task<ResolutionCount> CountResolutionsAsync(
        DeskDb db, IQueryable<Ticket> tickets, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var count = new ResolutionCount(from, to);
        var stored = ReadResolutionEvents(db, tickets, from, to).OrderBy(e => e.TicketId).ThenBy(e => e.Version);
        await foreach (var row in stored.AsAsyncEnumerable().WithCancellation(cancellation)) count.Add(row.TicketId, EventJson.Read(row));
        return count;
    }

    internal static IQueryable<StoredEvent> ReadResolutionEvents(
        DeskDb db, IQueryable<Ticket> tickets, DateTimeOffset from, DateTimeOffset to)
    {
        var ended = db.Events.Where(e => EndTypes.Contains(e.Type) && e.At >= from && e.At < to).Select(e => e.TicketId);
        return db.Events.AsNoTracking().Where(e => ended.Contains(e.TicketId) && ResolutionTypes.Contains(e.Type))
            .Join(tickets, e => e.TicketId, t => t.Id, (e, t) => e);
    }
}
