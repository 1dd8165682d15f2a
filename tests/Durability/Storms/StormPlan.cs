namespace EcomCenter.Durability.Storms;

/// <summary>The size of a storm: response cycles with the same start, so that each level of warning is due for all at once.</summary>
public sealed record StormPlan
{
    public int Rounds { get; init; } = 20;

    public int Seed { get; init; } = 1;

    public int Cycles { get; init; } = 5_000;

    /// <summary>The connection string of a PostgreSQL server; null for SQLite.</summary>
    public string? Postgres { get; init; }

    /// <summary>The number of nodes on the database. Several need PostgreSQL.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>The promised time. The first level is due after half of it, and until then all cycles must have been opened.</summary>
    public TimeSpan Response { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time a desk may take after a kill until every level is recorded.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);
}
