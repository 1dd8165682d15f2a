using System.Text.Json.Serialization;

namespace EcomCenter.Desk.Tickets;

/// <param name="Skipped">Lower levels of warning that were overtaken or did not fit; null when there are none.</param>
/// <param name="Overtaken">True if a higher level warns in place of this one, because both were due when that was noticed.</param>
public sealed record CycleMissed(DateTimeOffset At, Author By, long Cycle, DateTimeOffset DueAt, DateTimeOffset NoticedAt,
    IReadOnlyList<SkippedLevel>? Skipped = null, bool Overtaken = false, long? Order = null) : TicketEvent(At, By), IDraftsOrder
{
    OrderCause IDraftsOrder.Cause => OrderCause.Missed;
}

/// <summary>A level of warning besides the miss was raised for a response cycle.</summary>
/// <param name="LevelAt">The time at which the level was due, however late it was noticed.</param>
/// <param name="Skipped">Lower levels that were overtaken or did not fit; null when there are none.</param>
public sealed record LevelRaised(DateTimeOffset At, Author By, long Cycle, string Level, DateTimeOffset LevelAt, DateTimeOffset DueAt,
    IReadOnlyList<SkippedLevel>? Skipped = null) : TicketEvent(At, By);

/// <summary>A level of warning of which nobody was told.</summary>
public sealed record SkippedLevel(string Level, DateTimeOffset LevelAt)
{
    internal static IReadOnlyList<SkippedLevel>? ListFrom(IEnumerable<RaisedEscalation> taken)
    {
        List<SkippedLevel> skipped = [.. taken.Where(level => level.IsSkipped).Select(level => new SkippedLevel(level.Level, level.DueAt))];
        return skipped.Count == 0 ? null : skipped;
    }
}

/// <summary>Times that a doubted clock had given to the ticket were moved to the true ones.</summary>
public sealed record TimesCorrected(DateTimeOffset At, Author By, CycleSnapshot? Ended, CycleSnapshot? NewCycle,
    DateTimeOffset? ResolvedAt, DateTimeOffset? ClosedAt) : TicketEvent(At, By)
{
    /// <summary>The open slips that were moved; null if there are none.</summary>
    public IReadOnlyList<CorrectedStart>? Slips { get; init; }

    /// <summary>The open matters before the head that were moved; null if there are none.</summary>
    public IReadOnlyList<CorrectedStart>? Referrals { get; init; }
}

/// <summary>The true times of a slip or of a matter before the head.</summary>
/// <param name="StartedAt">The time at which it was handed over or put before the head.</param>
public sealed record CorrectedStart(long Id, DateTimeOffset StartedAt, DateTimeOffset DueAt);

/// <summary>The calendar was edited, so an open cycle in working time got another due time.</summary>
/// <param name="Before">The due time until then.</param>
public sealed record DueRecomputed(DateTimeOffset At, Author By, DateTimeOffset Before, CycleSnapshot Cycle) : TicketEvent(At, By);

public sealed record PromisePassed(
    DateTimeOffset At, Author By, [property: JsonPropertyName("clock")] long PromisedDateId, DateTimeOffset PromisedAt)
    : TicketEvent(At, By);
