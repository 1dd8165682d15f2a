using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>The number of received tickets with the same codes.</summary>
public sealed record ReceivedCount(
    TicketKind Kind, ContactChannel Channel, string? Department, string? ServiceItem, string? Township, int Tickets)
{
    internal static Task<List<ReceivedCount>> ListAsync(
        IQueryable<Ticket> tickets, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        tickets.Where(t => t.ReceivedAt >= from && t.ReceivedAt < to)
            .Select(t => new { t.Kind, t.Channel, t.Department, t.ServiceItem, t.Person!.Township })
            .GroupBy(t => t)
            .Select(g => new ReceivedCount(
                g.Key.Kind, g.Key.Channel, g.Key.Department, g.Key.ServiceItem, g.Key.Township, g.Count()))
            .ToListAsync(cancellation);
}

/// <summary>The tickets received of one code, and the response cycles of them.</summary>
/// <param name="Code">The code of a kind, channel, department, township or service; null for tickets without one.</param>
/// <param name="Cycles">Null where cycles are not counted by this code.</param>
public sealed record FigureRow(string? Code, int Received, CycleFigures? Cycles)
{
    public static List<FigureRow> ListByKind(List<ReceivedCount> received, List<CycleCount> cycles) =>
        List(received, r => EnumCode.From(r.Kind), cycles, c => EnumCode.From(c.Kind));

    public static List<FigureRow> ListByChannel(List<ReceivedCount> received, List<CycleCount> cycles) =>
        List(received, r => EnumCode.From(r.Channel), cycles, c => EnumCode.From(c.Channel));

    public static List<FigureRow> ListByDepartment(List<ReceivedCount> received, List<CycleCount> cycles) =>
        List(received, r => r.Department, cycles, c => c.Department);

    public static List<FigureRow> List(List<ReceivedCount> received, Func<ReceivedCount, string?> codeOf) =>
        [.. received.GroupBy(codeOf).OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new FigureRow(g.Key, g.Sum(r => r.Tickets), null))];

    // A cycle may start in a period in which no ticket with its code was received.
    private static List<FigureRow> List(List<ReceivedCount> received, Func<ReceivedCount, string?> codeOf,
        List<CycleCount> cycles, Func<CycleCount, string?> codeOfCycle) =>
        [.. received.Select(codeOf).Concat(cycles.Select(codeOfCycle)).Distinct()
            .OrderBy(code => code is null).ThenBy(code => code, StringComparer.Ordinal)
            .Select(code => new FigureRow(code, received.Where(r => codeOf(r) == code).Sum(r => r.Tickets),
                CycleFigures.From(cycles.Where(c => codeOfCycle(c) == code))))];
}
