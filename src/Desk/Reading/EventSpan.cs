using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading;

/// <summary>
/// Finds the events of a span of time. Events are stored in the order of their times, so that a bisection over their numbers needs no
/// index on the time, which every write would have to keep.
/// </summary>
internal static class EventSpan
{
    /// <summary>The number of the first event at or after a time; one more than the last when there is none.</summary>
    public static async Task<long> FindFirstAsync(DeskDb db, DateTimeOffset at, CancellationToken cancellation)
    {
        long low = 1, high = (await db.Events.MaxAsync(e => (long?)e.Sequence, cancellation) ?? 0) + 1;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var found = await db.Events.AsNoTracking().Where(e => e.Sequence >= middle).OrderBy(e => e.Sequence)
                .Select(e => new { e.Sequence, e.At }).FirstAsync(cancellation);
            if (found.At < at) low = found.Sequence + 1;
            else high = middle;
        }

        return low;
    }
}
