using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Board.Live;

/// <summary>
/// The tickets that changed after a sequence, as they are at <paramref name="Sequence"/>, with every department that could read each of
/// them in the meantime (by ticket id) and the warnings that were raised.
/// </summary>
internal sealed record BoardChanges(
    long Sequence, IReadOnlyList<BoardCard> Cards, ILookup<long, string?> DepartmentsByTicket, IReadOnlyList<RaisedWarning> Warnings);

/// <summary>A level of warning that was raised for a response cycle.</summary>
/// <param name="StartedAt">The start of the cycle.</param>
/// <param name="Skipped">The levels that it stands for, because they were overtaken.</param>
internal sealed record RaisedWarning(
    long TicketId, string Level, DateTimeOffset At, DateTimeOffset StartedAt, DateTimeOffset DueAt, IReadOnlyList<SkippedLevel>? Skipped);

/// <summary>
/// Reads cards together with the sequence they are true for, in one read transaction: so changes continue a snapshot without a gap.
/// </summary>
internal sealed class CardReader(IDbContextFactory<DeskDb> contexts)
{
    public const int MaxChangedTickets = 500;
    private const int MaxEvents = 4000;

    /// <summary>
    /// Reads all open tickets, the most urgent first. There may be a hundred thousand, so no other table is read for them.
    /// </summary>
    public async Task<(long Sequence, List<CardChanged> Cards)> ReadSnapshotAsync(ReadScope scope, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var snapshot = await db.BeginSnapshotAsync(cancellation);
        var sequence = await ReadLastSequenceAsync(db, cancellation);
        var open = await scope.Filter(db.Tickets.AsNoTracking()).Open.Select(t => new
        {
            t.Id, t.Number, t.Version, t.Sequence, t.Status, t.DueAt, t.CycleState, t.Unanswered, t.Kind, t.Channel, t.Subject,
            t.Department, t.Assignee,
        }).ToListAsync(cancellation);
        var sorted = open.OrderByDescending(t => t.Unanswered && t.CycleState is CycleState.Missed).ThenByDescending(t => t.Unanswered)
            .ThenBy(t => t.DueAt).ThenBy(t => t.Id);
        return (sequence, [.. sorted.Select(t => new CardChanged
        {
            Sequence = t.Sequence, Number = t.Number.ToString(), Version = t.Version, Status = EnumCode.From(t.Status),
            DueAt = HubText.Timestamp(t.DueAt), CycleState = EnumCode.From(t.CycleState), Unanswered = t.Unanswered,
            Kind = EnumCode.From(t.Kind), Channel = EnumCode.From(t.Channel), Subject = t.Subject, Department = t.Department,
            Assignee = t.Assignee,
        })]);
    }

    public async Task<long> ReadLastSequenceAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await ReadLastSequenceAsync(db, cancellation);
    }

    /// <summary>Reads the changes after a sequence. Null when there are too many, or when the sequence is ahead of this database.</summary>
    public async Task<BoardChanges?> ReadChangesSinceAsync(long after, int maxTickets, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var snapshot = await db.BeginSnapshotAsync(cancellation);
        var events = await db.Events.AsNoTracking().Where(e => e.Sequence > after).OrderBy(e => e.Sequence).Take(MaxEvents)
            .Select(e => new { e.Sequence, e.TicketId, e.Version, e.Department, e.Type }).ToListAsync(cancellation);
        if (events.Count == 0 && await ReadLastSequenceAsync(db, cancellation) < after) return null;
        var ids = events.Select(e => e.TicketId).Distinct().ToList();
        if (events.Count == MaxEvents || ids.Count > maxTickets) return null;
        var cards = await db.Tickets.AsNoTracking().Where(t => ids.Contains(t.Id)).OrderBy(t => t.Sequence)
            .Select(BoardCard.Projection(db)).ToListAsync(cancellation);
        var before = await ReadEarlierDepartmentsAsync(db, events.GroupBy(e => e.TicketId).Select(g => (g.Key, g.First().Version - 1)),
            cancellation);
        var sequences = events.Where(e => e.Type == EventJson.NameOf<CycleMissed>() || e.Type == EventJson.NameOf<LevelRaised>())
            .Select(e => e.Sequence).ToList();
        return new(events.Count == 0 ? after : events[^1].Sequence, cards,
            events.Select(e => (e.TicketId, e.Department)).Concat(before).ToLookup(e => e.TicketId, e => e.Department),
            sequences.Count == 0 ? [] : await ReadWarningsAsync(db, sequences, cancellation));
    }

    /// <summary>Reads the active accounts, who may be told of a warning.</summary>
    /// <summary>Those who have the promises of tickets by a handover, by the ids of the tickets.</summary>
    public async Task<IReadOnlyDictionary<long, string>> ReadDutyHoldersAsync(
        IReadOnlyCollection<long> tickets, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await DutyHolders.FindAsync(db, tickets, at);
    }

    public async Task<IReadOnlyList<StaffMember>> ReadStaffAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Users.AsNoTracking().Where(member => member.Active).ToListAsync(cancellation);
    }

    private static async Task<IReadOnlyList<RaisedWarning>> ReadWarningsAsync(
        DeskDb db, List<long> sequences, CancellationToken cancellation)
    {
        var stored = await db.Events.AsNoTracking().Where(e => sequences.Contains(e.Sequence)).ToListAsync(cancellation);
        var events = stored.ConvertAll(e => (e.TicketId, Event: EventJson.TryRead(e)));
        var cycles = events.Select(e => CycleIn(e.Event)).OfType<long>().ToList();
        var starts = await db.Cycles.Where(c => cycles.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.StartedAt, cancellation);
        return [.. events.Select(e => CycleIn(e.Event) is { } cycle && starts.TryGetValue(cycle, out var start)
            ? ToWarning(e.TicketId, e.Event, start) : null).OfType<RaisedWarning>()];
    }

    private static long? CycleIn(TicketEvent? happened) => happened switch
    {
        CycleMissed missed => missed.Cycle,
        LevelRaised raised => raised.Cycle,
        _ => null,
    };

    private static RaisedWarning? ToWarning(long ticket, TicketEvent? happened, DateTimeOffset start) => happened switch
    {
        CycleMissed e => new(ticket, PlannedLevel.Missed, e.At, start, e.DueAt, e.Skipped),
        LevelRaised e => new(ticket, e.Level, e.At, start, e.DueAt, e.Skipped),
        _ => null,
    };

    /// <summary>
    /// The department of each ticket before its first change. Readers who lost access by the change must be told to remove the card.
    /// </summary>
    private static async Task<IEnumerable<(long TicketId, string? Department)>> ReadEarlierDepartmentsAsync(
        DeskDb db, IEnumerable<(long Ticket, long Version)> firstChanges, CancellationToken cancellation)
    {
        var wanted = firstChanges.Where(f => f.Version > 0).ToList();
        if (wanted.Count == 0) return [];
        var ids = wanted.Select(w => w.Ticket).ToList();
        var versions = wanted.Select(w => w.Version).Distinct().ToList();
        var rows = await db.Events.AsNoTracking().Where(e => ids.Contains(e.TicketId) && versions.Contains(e.Version))
            .Select(e => new { e.TicketId, e.Version, e.Department }).ToListAsync(cancellation);
        return rows.Where(r => wanted.Contains((r.TicketId, r.Version))).Select(r => (r.TicketId, r.Department));
    }

    private static async Task<long> ReadLastSequenceAsync(DeskDb db, CancellationToken cancellation) =>
        await db.Events.MaxAsync(e => (long?)e.Sequence, cancellation) ?? 0;
}
