using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>Counts the figures of a month from tickets, cycles and events.</summary>
public sealed class FigureQuery(IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> options)
{
    /// <summary>The time after a resolution in which the resident may say something of it.</summary>
    private static readonly TimeSpan RatingPeriod = TimeSpan.FromDays(16);

    private static readonly string[] ResolutionTypes =
    [
        EventJson.NameOf<TicketResolved>(), EventJson.NameOf<TicketReopened>(), EventJson.NameOf<TicketRated>(),
        EventJson.NameOf<TicketClosed>(), EventJson.NameOf<TicketCancelled>(), EventJson.NameOf<ResidentWrote>(),
    ];

    public async Task<MonthFigures> ReadAsync(Actor actor, DateOnly month, CancellationToken cancellation)
    {
        var zone = options.Value.DisplayTimeZone;
        var (from, to) = (LocalDays.StartOf(month, zone), LocalDays.StartOf(month.AddMonths(1), zone));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var received = await ListReceivedAsync(db, actor, from, to, cancellation);
        var cycles = await CycleCount.ListAsync(db, actor, from, to, cancellation);
        return new()
        {
            Month = month, Cycles = CycleFigures.From(cycles),
            ByKind = CreateRows(received, r => EnumCode.From(r.Kind), cycles, c => EnumCode.From(c.Kind)),
            ByChannel = CreateRows(received, r => EnumCode.From(r.Channel), cycles, c => EnumCode.From(c.Channel)),
            ByDepartment = CreateRows(received, r => r.Department, cycles, c => c.Department),
            ByTownship = CreateRows(received, r => r.Township),
            ByServiceItem = [.. CreateRows(received, r => r.ServiceItem).OrderByDescending(row => row.Received)],
            Times = await ReadTimesAsync(db, actor, from, to, cancellation),
            Resolutions = await ReadResolutionsAsync(db, actor, from, to, cancellation),
        };
    }

    private static Task<List<ReceivedCount>> ListReceivedAsync(
        DeskDb db, Actor actor, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        db.ReadableTickets(actor).Where(t => t.ReceivedAt >= from && t.ReceivedAt < to)
            .Select(t => new { t.Kind, t.Channel, t.Department, t.ServiceItem, t.Person!.Township })
            .GroupBy(t => t)
            .Select(g => new ReceivedCount(
                g.Key.Kind, g.Key.Channel, g.Key.Department, g.Key.ServiceItem, g.Key.Township, g.Count()))
            .ToListAsync(cancellation);

    private static async Task<ResponseTimes> ReadTimesAsync(
        DeskDb db, Actor actor, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var answered = await db.Cycles.AsNoTracking()
            .Where(c => c.StartedAt >= from && c.StartedAt < to && (c.MetAt != null || c.AnsweredLateAt != null))
            .Join(db.ReadableTickets(actor), c => c.TicketId, t => t.Id, (c, t) => new { c.StartedAt, c.MetAt, c.AnsweredLateAt })
            .ToListAsync(cancellation);
        return ResponseTimes.From(answered.Select(c => (c.MetAt ?? c.AnsweredLateAt)!.Value - c.StartedAt));
    }

    private static async Task<ResolutionFigures> ReadResolutionsAsync(
        DeskDb db, Actor actor, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var (earliest, latest) = (from - RatingPeriod, to + RatingPeriod);
        var stored = await db.ReadableEvents(actor)
            .Where(e => ResolutionTypes.Contains(e.Event.Type) && e.Event.At >= earliest && e.Event.At < latest)
            .OrderBy(e => e.Event.TicketId).ThenBy(e => e.Event.Version).Select(e => e.Event).ToListAsync(cancellation);
        return ResolutionFigures.From(stored.Select(e => (e.TicketId, EventJson.Read(e))), from, to);
    }

    private static List<FigureRow> CreateRows(List<ReceivedCount> received, Func<ReceivedCount, string?> codeOf) =>
        [.. received.GroupBy(codeOf).OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new FigureRow(g.Key, g.Sum(r => r.Tickets), null))];

    // A cycle may start in a month in which no ticket with its code was received.
    private static List<FigureRow> CreateRows(List<ReceivedCount> received, Func<ReceivedCount, string?> codeOf,
        List<CycleCount> cycles, Func<CycleCount, string?> codeOfCycle) =>
        [.. received.Select(codeOf).Concat(cycles.Select(codeOfCycle)).Distinct()
            .OrderBy(code => code is null).ThenBy(code => code, StringComparer.Ordinal)
            .Select(code => new FigureRow(code, received.Where(r => codeOf(r) == code).Sum(r => r.Tickets),
                CycleFigures.From(cycles.Where(c => codeOfCycle(c) == code))))];

    private sealed record ReceivedCount(
        TicketKind Kind, ContactChannel Channel, string? Department, string? ServiceItem, string? Township, int Tickets);
}
