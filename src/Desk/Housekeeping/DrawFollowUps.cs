using System.Security.Cryptography;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>
/// Draws, once a day has ended, the tickets resolved on it that get a follow-up call: every complaint and a random share of the others. A
/// stop in between and a second node draw nothing twice, because each batch is chosen in its own command, after those drawn before.
/// </summary>
public sealed class DrawFollowUps(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, PromisePolicy policy, IOptions<PromiseOptions> promise,
    IOptions<DeskOptions> desk, TimeProvider time)
{
    private const int BatchSize = 50, MaxTickets = 20_000;

    /// <summary>The days that are drawn afterwards when the desk was off. Older resolutions can't be reopened any more.</summary>
    private static readonly int MaxDays = Ticket.ReopenPeriod.Days;

    public async Task DrawAsync(CancellationToken cancellation)
    {
        var zone = desk.Value.DisplayTimeZone;
        var today = LocalDays.FromTime(time.Now(), zone);
        for (var day = await FindNextDayAsync(today, cancellation); day < today; day = day.AddDays(1))
            while (await writer.WriteAsync(unit => DrawSomeAsync(unit, day, zone, cancellation), cancellation)) { }
    }

    private async Task<DateOnly> FindNextDayAsync(DateOnly today, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var next = await ReadPositionAsync(db, cancellation) ?? today.DayNumber - 1;
        return DateOnly.FromDayNumber((int)Math.Max(next, today.DayNumber - MaxDays));
    }

    /// <summary>Draws a batch of a day. Returns false when nothing of the day is left, or another node was there first.</summary>
    private async Task<bool> DrawSomeAsync(WriteUnit unit, DateOnly day, TimeZoneInfo zone, CancellationToken cancellation)
    {
        if (unit.IsClockDoubted || await ReadPositionAsync(unit.Db, cancellation) > day.DayNumber) return false;
        var causes = (await ChooseAsync(unit.Db, day, zone, cancellation)).Take(BatchSize).ToDictionary(c => c.TicketId, c => c.Cause);
        var tickets = await unit.Db.Tickets.Where(t => causes.Keys.Contains(t.Id)).Include(t => t.Cycles).Include(t => t.FollowUps)
            .AsSplitQuery().ToListAsync(cancellation);
        foreach (var ticket in tickets) ticket.DrawFollowUp(causes[ticket.Id], unit.CreateChangeContext(policy));
        if (causes.Count == BatchSize) return true;
        await SavePositionAsync(unit, day.DayNumber + 1, cancellation);
        return false;
    }

    private async Task<IEnumerable<Choice>> ChooseAsync(DeskDb db, DateOnly day, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var (from, to) = (LocalDays.StartOf(day, zone), LocalDays.StartOf(day.AddDays(1), zone));
        var resolved = await db.Tickets.Where(t => t.ResolvedAt >= from && t.ResolvedAt < to && t.ErasedAt == null).OrderBy(t => t.Id)
            .Take(MaxTickets).Select(t => new { t.Id, t.Kind }).ToListAsync(cancellation);
        var drawn = (await db.FollowUps.Where(f => f.ResolvedAt >= from && f.ResolvedAt < to)
            .Join(db.Tickets.Where(t => t.ResolvedAt >= from && t.ResolvedAt < to), f => f.TicketId, t => t.Id, (f, t) => t.Id)
            .ToListAsync(cancellation)).ToHashSet();
        var others = resolved.FindAll(t => t.Kind is not TicketKind.Complaint);
        var wanted = (int)Math.Ceiling(others.Count * promise.Value.FollowUpShare) - others.Count(t => drawn.Contains(t.Id));
        var sample = others.Where(t => !drawn.Contains(t.Id)).ToArray();
        RandomNumberGenerator.Shuffle(sample.AsSpan());
        return resolved.Except(others).Where(t => !drawn.Contains(t.Id)).Select(t => new Choice(t.Id, FollowUpCause.Complaint))
            .Concat(sample.Take(Math.Max(0, wanted)).Select(t => new Choice(t.Id, FollowUpCause.Sample)));
    }

    private static Task<long?> ReadPositionAsync(DeskDb db, CancellationToken cancellation) =>
        db.Counters.Where(c => c.Name == SequenceCounter.FollowUps).Select(c => (long?)c.Next).FirstOrDefaultAsync(cancellation);

    private static async Task SavePositionAsync(WriteUnit unit, long next, CancellationToken cancellation)
    {
        if (await ReadPositionAsync(unit.Db, cancellation) is not null) unit.SetCounter(SequenceCounter.FollowUps, next);
        else unit.Db.Add(new SequenceCounter { Name = SequenceCounter.FollowUps, Next = next });
    }

    private sealed record Choice(long TicketId, FollowUpCause Cause);
}
