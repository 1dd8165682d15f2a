using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>The steps of the warning ladder.</summary>
[JsonConverter(typeof(CamelCaseEnum<Rung>))]
public enum Rung { Half, LateSoon, LastCall, Missed, Head }

/// <summary>A warning that went out. One row for each cycle and rung, so that none goes out twice, whatever crashes.</summary>
public sealed class FiredRung
{
    public required long CycleId { get; init; }

    public required Rung Rung { get; init; }

    /// <summary>When it was due.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset NoticedAt { get; init; }
}
