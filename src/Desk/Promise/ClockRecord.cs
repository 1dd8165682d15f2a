namespace EcomCenter.Desk.Promise;

/// <summary>The knowledge of a host's clock that outlives the program.</summary>
public sealed record ClockRecord
{
    /// <summary>The last time that was believed. While the clock is doubted, the time that the witness supported last.</summary>
    public required DateTimeOffset BelievedAt { get; init; }

    /// <summary>The reading of the host's monotonic clock when this was recorded, and the origin it counts from.</summary>
    public TimeSpan? Elapsed { get; init; }

    public string? Origin { get; init; }

    /// <summary>The last time that the doubted clock showed; null when it is believed.</summary>
    public DateTimeOffset? DoubtedAt { get; init; }

    /// <summary>The periods of that doubt, one more for each time that the clock was moved; none when it is believed.</summary>
    public IReadOnlyList<DoubtedPeriod> DoubtedPeriods { get; init; } = [];

    /// <summary>The last periods in which the clock was behind.</summary>
    public IReadOnlyList<PeriodBehind> Behind { get; init; } = [];

    /// <summary>The end of the times that a doubted clock gave to events. Such events prove nothing.</summary>
    public DateTimeOffset? DisregardedUntil { get; init; }

    public ClockConfirmation? Confirmation { get; init; }
}

/// <summary>The statement of a person that the host's clock was right although a witness contradicted it.</summary>
/// <param name="Deviation">The deviation from the witness at that time.</param>
public sealed record ClockConfirmation(DateTimeOffset At, string By, ClockWitness Witness, TimeSpan Deviation);
