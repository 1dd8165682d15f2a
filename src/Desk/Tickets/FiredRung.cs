using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>The levels of warning for a response cycle, from the first reminder to the head of the centre.</summary>
[JsonConverter(typeof(CamelCaseEnum<Rung>))]
public enum Rung { Half, LateSoon, LastCall, Missed, Head }

/// <summary>
/// A warning that was raised. The row is unique for each response cycle and level, so no warning goes out twice, even after a crash.
/// </summary>
public sealed class FiredRung
{
    public required long CycleId { get; init; }

    public required Rung Rung { get; init; }

    /// <summary>The time at which the level was due, however late it was noticed.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset NoticedAt { get; init; }
}
