namespace EcomCenter.Desk.Tickets;

/// <summary>Computes the due time of the answer to a ticket that has waited since <paramref name="start"/>.</summary>
public delegate DueTime DueTimeRule(Ticket ticket, DateTimeOffset start);

/// <summary>The due time of an answer.</summary>
/// <param name="WorkingTime">The length of the cycle when it is counted in working time; null when it is counted in natural time.</param>
public readonly record struct DueTime(DateTimeOffset At, TimeSpan? WorkingTime = null)
{
    public DateTimeOffset ToDateTimeOffset() => At;

    public static DueTime FromDateTimeOffset(DateTimeOffset at) => new(at);

    public static implicit operator DueTime(DateTimeOffset at) => new(at);

    public static implicit operator DateTimeOffset(DueTime due) => due.At;
}

/// <summary>The outside input of a ticket change: the time, new ids and salts, and the rule for due times.</summary>
public sealed record ChangeContext(DateTimeOffset Now, Func<long> NewId, Func<byte[]> NewSalt, DueTimeRule DueTimeFor)
{
    /// <summary>True while the host's clock cannot be believed. No deadline is then recorded as missed.</summary>
    public bool IsClockDoubted { get; init; }

    /// <summary>Plans the warnings of a cycle; only the miss itself where nothing else is given.</summary>
    public LevelRule LevelsFor { get; init; } = static (_, due) => [new(PlannedLevel.Missed, due.At)];
}
