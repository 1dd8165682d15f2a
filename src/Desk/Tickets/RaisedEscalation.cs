namespace EcomCenter.Desk.Tickets;

/// <summary>
/// A level of warning that was raised or skipped. The row is unique for each response cycle and level, so no warning goes out twice, even
/// after a crash.
/// </summary>
public sealed class RaisedEscalation
{
    public required long CycleId { get; init; }

    /// <summary>The name of the level. It stays when the settings no longer have that level.</summary>
    public required string Level { get; init; }

    /// <summary>The time at which the level was due, however late it was noticed.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public required DateTimeOffset NoticedAt { get; init; }

    /// <summary>True when nobody was warned: the level did not fit into the cycle, or a higher one was due at the same time.</summary>
    public bool IsSkipped { get; init; }
}
