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
/// stop in between draws nothing twice, because what was drawn of the day is counted first.
/// </summary>
public sealed class DrawFollowUps(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, PromisePolicy policy, IOptions<PromiseOptions> promise,
    IOptions<DeskOptions> desk, TimeProvider time)
{
    private const int BatchSize = 25, MaxTickets = 20_000;

    /// <summary>The days that are drawn afterwards when the desk was off. Older resolutions can't be reopened any more.</summary>
    private static readonly int MaxDays = Ticket.ReopenPeriod.Days;

    public async Task DrawAsync(CancellationToken cancellation)
    {
        var zone = desk.Value.DisplayTimeZone;
        var today = LocalDays.FromTime(time.Now(), zone);
        for (var day = await FindNextDayAsync(today, cancellation); day < today; day = day.AddDays(1))
        {
            foreach (var batch in (await ChooseAsync(day, zone, cancellation)).Chunk(BatchSize))
                await writer.WriteAsync(unit => DrawAsync(unit, batch, cancellation), cancellation);
            await writer.WriteAsync(unit => SavePositionAsync(unit, day.DayNumber + 1), cancellation);
        }
    }

    private async Task<DateOnly> FindNextDayAsync(DateOnly today, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var next = await db.Counters.Where(c => c.Name == SequenceCounter.FollowUps).Select(c => (long?)c.Next)
            .FirstOrDefaultAsync(cancellation) ?? today.DayNumber - 1;
        return DateOnly.FromDayNumber((int)Math.Max(next, today.DayNumber - MaxDays));
    }

    private async Task<List<Choice>> ChooseAsync(DateOnly day, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var (from, to) = (LocalDays.StartOf(day, zone), LocalDays.StartOf(day.AddDays(1), zone));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var resolved = await db.Tickets.Where(t => t.ResolvedAt >= from && t.ResolvedAt < to && t.ErasedAt == null).OrderBy(t => t.Id)
            .Take(MaxTickets).Select(t => new { t.Id, t.Kind }).ToListAsync(cancellation);
        var drawn = (await db.FollowUps.Where(f => f.ResolvedAt >= from && f.ResolvedAt < to)
            .Join(db.Tickets.Where(t => t.ResolvedAt >= from && t.ResolvedAt < to), f => f.TicketId, t => t.Id, (f, t) => t.Id)
            .ToListAsync(cancellation)).ToHashSet();
        var others = resolved.FindAll(t => t.Kind is not TicketKind.Complaint);
        var wanted = (int)Math.Ceiling(others.Count * promise.Value.FollowUpShare) - others.Count(t => drawn.Contains(t.Id));
        var sample = others.Where(t => !drawn.Contains(t.Id)).ToArray();
        RandomNumberGenerator.Shuffle(sample.AsSpan());
        return
        [
            .. resolved.Except(others).Where(t => !drawn.Contains(t.Id)).Select(t => new Choice(t.Id, FollowUpCause.Complaint)),
            .. sample.Take(Math.Max(0, wanted)).Select(t => new Choice(t.Id, FollowUpCause.Sample)),
        ];
    }

    private async Task DrawAsync(WriteUnit unit, Choice[] batch, CancellationToken cancellation)
    {
        if (unit.IsClockDoubted) return;
        var causes = batch.ToDictionary(choice => choice.TicketId, choice => choice.Cause);
        var tickets = await unit.Db.Tickets.Where(t => causes.Keys.Contains(t.Id)).Include(t => t.Cycles).Include(t => t.FollowUps)
            .AsSplitQuery().ToListAsync(cancellation);
        foreach (var ticket in tickets) ticket.DrawFollowUp(causes[ticket.Id], unit.CreateChangeContext(policy));
    }

    private static async Task SavePositionAsync(WriteUnit unit, long next)
    {
        if (unit.IsClockDoubted) return;
        if (await unit.Db.Counters.AnyAsync(c => c.Name == SequenceCounter.FollowUps)) unit.SetCounter(SequenceCounter.FollowUps, next);
        else unit.Db.Add(new SequenceCounter { Name = SequenceCounter.FollowUps, Next = next });
    }

    private sealed record Choice(long TicketId, FollowUpCause Cause);
}
