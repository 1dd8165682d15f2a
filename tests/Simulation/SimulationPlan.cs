namespace EcomCenter.Simulation;

/// <summary>The size of a simulation. The same plan gives the same tickets, words and troubles.</summary>
public sealed record SimulationPlan
{
    private static readonly DateTimeOffset FirstDay = new(2026, 1, 5, 0, 0, 0, TimeSpan.FromHours(8));

    public required int Seed { get; init; }

    public required int Days { get; init; }

    public required int Tickets { get; init; }

    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromHours(6);

    /// <summary>The probability that the program is restarted within a day.</summary>
    public double RestartsPerDay { get; init; } = 0.04;

    public DateTimeOffset Start { get; init; } = FirstDay;

    /// <summary>A few weeks of a small desk, for tests.</summary>
    public static SimulationPlan Short(int seed) => new()
    {
        // Seeds begin at different times of the year: with holidays, working weekends, the turn of a month.
        Seed = seed, Days = 26, Tickets = 40, Start = FirstDay.AddDays(seed * 17 % 300),
    };

    /// <summary>A year of a desk with 20,000 tickets.</summary>
    public static SimulationPlan Year(int seed) => new()
    {
        Seed = seed, Days = 365, Tickets = 20_000, SweepInterval = TimeSpan.FromHours(2), RestartsPerDay = 0.15,
    };
}
