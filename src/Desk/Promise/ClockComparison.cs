namespace EcomCenter.Desk.Promise;

/// <summary>The source of time that the host's clock is compared with.</summary>
public enum ClockWitness { Messenger, MonotonicClock, StoredTime, FirstRelease }

/// <summary>A contradiction between the host's clock and a witness.</summary>
/// <param name="Shown">The time that the host's clock shows.</param>
/// <param name="Expected">The time that the witness supports. Stored times are only a lower bound.</param>
public sealed record ClockDoubt(ClockWitness Witness, DateTimeOffset Shown, DateTimeOffset Expected)
{
    /// <summary>The difference to the witness; positive when the host's clock is ahead.</summary>
    public TimeSpan Deviation => Shown - Expected;
}

/// <summary>The time of the host's clock at one moment, and everything known of the true time at that moment.</summary>
public sealed record ClockReading(DateTimeOffset Now)
{
    /// <summary>The times that servers of messengers stated not long ago, brought up to this moment.</summary>
    public IReadOnlyList<DateTimeOffset> MessengerTimes { get; init; } = [];

    /// <summary>A deviation from the messengers that a person confirmed to be the messengers' error.</summary>
    public TimeSpan? ConfirmedDeviation { get; init; }

    /// <summary>The time believed earlier in this run, brought up to this moment by the monotonic clock; null at start.</summary>
    public DateTimeOffset? Running { get; init; }

    /// <summary>The newest event of the database that another node may have stored during this run.</summary>
    public DateTimeOffset? NewestEvent { get; init; }

    /// <summary>The newest time that was stored before this run and is believed; null for a new database.</summary>
    public DateTimeOffset? LastStored { get; init; }

    /// <summary>The time that the clock would show now if it were still as wrong as in an earlier run; null without such a doubt.</summary>
    public DateTimeOffset? LastDoubted { get; init; }
}

/// <summary>
/// Decides if the host's clock can be true. Messengers decide first, because their clocks are independent. Then the monotonic clock
/// decides. Stored times decide at start only, and a long absence alone proves nothing: a desk may be switched off over holidays.
/// </summary>
public static class ClockComparison
{
    /// <summary>The part of the elapsed time by which a clock may drift without being wrong, 86 seconds a day.</summary>
    private const double MaxDrift = 0.001;

    /// <summary>
    /// The start of the year in which the program was first released. A host whose battery is empty begins years before; until its clock
    /// is put right, a new desk has no event that could contradict it.
    /// </summary>
    private static readonly DateTimeOffset FirstRelease = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Returns the contradiction, or null when the clock can be believed.</summary>
    public static ClockDoubt? FindDoubt(ClockReading reading, ClockOptions limits)
    {
        if (reading.MessengerTimes.Count > 0) return CompareWithMessengers(reading, limits.MaxDeviation);
        return reading.Running is { } running
            ? CompareWithRun(reading, running, limits.MaxDeviation) : CompareWithStored(reading, limits);
    }

    /// <summary>
    /// Returns the time to believe from now on. It follows the clock no faster than clocks drift, so that many small errors cannot add up
    /// to a large one.
    /// </summary>
    public static DateTimeOffset Follow(DateTimeOffset running, DateTimeOffset now, TimeSpan elapsed)
    {
        var limit = elapsed.Duration() * MaxDrift;
        var deviation = now - running;
        return running + (deviation > limit ? limit : deviation < -limit ? -limit : deviation);
    }

    private static ClockDoubt? CompareWithMessengers(ClockReading reading, TimeSpan limit)
    {
        var worst = reading.MessengerTimes.MaxBy(at => (reading.Now - at).Duration());
        var deviation = reading.Now - worst;
        var isConfirmed = reading.ConfirmedDeviation is { } confirmed && (deviation - confirmed).Duration() <= limit;
        return deviation.Duration() <= limit || isConfirmed ? null : new(ClockWitness.Messenger, reading.Now, worst);
    }

    private static ClockDoubt? CompareWithRun(ClockReading reading, DateTimeOffset running, TimeSpan limit)
    {
        if ((reading.Now - running).Duration() > limit) return new(ClockWitness.MonotonicClock, reading.Now, running);
        return reading.NewestEvent is { } newest && newest - reading.Now > limit
            ? new(ClockWitness.StoredTime, reading.Now, newest) : null;
    }

    private static ClockDoubt? CompareWithStored(ClockReading reading, ClockOptions limits)
    {
        if (reading.LastStored is not { } stored)
            return reading.Now < FirstRelease ? new(ClockWitness.FirstRelease, reading.Now, FirstRelease) : null;
        var isBehind = stored - reading.Now > limits.MaxDeviation;
        var isFarAhead = reading.Now - stored > limits.MaxAbsence;
        var isStillWrong = reading.LastDoubted is { } doubted && doubted > stored && reading.Now >= doubted - limits.MaxDeviation;
        return isBehind || isFarAhead || isStillWrong ? new(ClockWitness.StoredTime, reading.Now, stored) : null;
    }
}
