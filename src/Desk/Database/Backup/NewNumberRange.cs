using System.Security.Cryptography;
using EcomCenter.Contracts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database.Backup;

/// <summary>
/// The range of numbers that a database continues with after it lost its newest tickets. Those tickets are gone, but their numbers and
/// codes are on slips and in chats. So the counters skip past every value that may have been given, and tracking codes get a new secret.
/// </summary>
internal static class NewNumberRange
{
    private const long MinNumbers = 100_000, MinNumbersPerDay = 10_000, IdsPerNumber = 1_000;

    /// <summary>The factor between the average and the busiest time.</summary>
    private const int PeakFactor = 10;

    private const int RateDays = 30;

    private const int MaxExtra = 500_000;

    /// <summary>A random gap, so that a second restore of the same backup begins elsewhere than the first one did.</summary>
    public static int RandomExtra() => RandomNumberGenerator.GetInt32(MaxExtra);

    /// <summary>Begins the range. The desk must not be running. Returns the first number of the range.</summary>
    public static async Task<TicketNumber> BeginAsync(DeskDb db, DateTimeOffset now, int extra, CancellationToken cancellation)
    {
        var skipped = await EstimateNumbersAsync(db, now, cancellation) + extra;
        var counters = await db.Counters.ToDictionaryAsync(counter => counter.Name, cancellation);
        var first = RoundUp(counters[SequenceCounter.Numbers].Next + skipped);
        counters[SequenceCounter.Numbers].Next = first;
        foreach (var name in new[] { SequenceCounter.Ids, SequenceCounter.Events }) counters[name].Next += skipped * IdsPerNumber;
        db.Secrets.Add(TrackingCodes.CreateEpoch(first));
        await db.SaveChangesAsync(cancellation);
        return TicketNumber.FromCounter(first);
    }

    /// <summary>
    /// Estimates how many numbers were given since the last event in the database, at ten times the average rate of its last 30 days.
    /// </summary>
    private static async Task<long> EstimateNumbersAsync(DeskDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Events.OrderByDescending(e => e.Sequence).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancellation)
            is not { } last) return MinNumbers;
        var opened = db.Tickets.Where(t => t.ReceivedAt > last.AddDays(-RateDays));
        var count = await opened.CountAsync(cancellation);
        var first = await opened.MinAsync(t => (DateTimeOffset?)t.ReceivedAt, cancellation);
        var days = Math.Max(1, (last - (first ?? last)).TotalDays);
        var perDay = Math.Max(MinNumbersPerDay, count / days * PeakFactor);
        return MinNumbers + (long)(perDay * Math.Max(0, (now - last).TotalDays));
    }

    /// <summary>Rounds up to a number that people recognise as the beginning of a range.</summary>
    private static long RoundUp(long counter) => (counter + 999) / 1_000 * 1_000 + 1;
}
