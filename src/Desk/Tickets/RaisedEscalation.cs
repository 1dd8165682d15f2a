using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>The levels of warning for a response cycle. So far only <see cref="Missed"/> is raised; the others are planned.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<EscalationLevel>))]
public enum EscalationLevel { Half, LateSoon, LastCall, Missed, Head }

/// <summary>
/// A warning that was raised. The row is unique for each response cycle and level, so no warning goes out twice, even after a crash.
/// </summary>
public sealed class RaisedEscalation
{
    public required long CycleId { get; init; }

    public required EscalationLevel Level { get; init; }

    /// <summary>The time at which the level was due, however late it was noticed.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public required DateTimeOffset NoticedAt { get; init; }
}
