using EcomCenter.Bots.Conversation;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>The closed tickets that would be erased now, by the month in which they were closed. Nothing is erased.</summary>
/// <param name="Until">Tickets that were closed before this time are due.</param>
public sealed record ErasurePlan(DateTimeOffset Now, DateTimeOffset Until, IReadOnlyList<ErasurePlanMonth> Months, int MaxPerDay)
{
    public int Count => Months.Sum(month => month.Count);

    public int Days => (Count + MaxPerDay - 1) / MaxPerDay;

    /// <summary>Reads the plan by the host's clock as it is, because it is made to be checked by a person.</summary>
    public static async Task<ErasurePlan> ReadAsync(IServiceProvider desk, CancellationToken cancellation)
    {
        var now = desk.GetRequiredService<TimeProvider>().Now();
        var until = desk.GetRequiredService<IOptions<ConversationOptions>>().Value.GetRetentionStart(now);
        var zone = desk.GetRequiredService<IOptions<DeskOptions>>().Value.DisplayTimeZone;
        await using var db = await desk.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContextAsync(cancellation);
        var closed = await EraseClosedTickets.DueTickets(db, until).OrderBy(t => t.ClosedAt).Select(t => t.ClosedAt!.Value)
            .ToListAsync(cancellation);
        var months = closed.Select(at => LocalDays.FromTime(at, zone)).GroupBy(day => new DateOnly(day.Year, day.Month, 1))
            .Select(month => new ErasurePlanMonth(month.Key, month.Count()));
        return new(now, until, [.. months], desk.GetRequiredService<IOptions<ErasureOptions>>().Value.MaxPerDay);
    }
}

/// <summary>The number of due tickets that were closed in a month.</summary>
public sealed record ErasurePlanMonth(DateOnly Month, int Count);
