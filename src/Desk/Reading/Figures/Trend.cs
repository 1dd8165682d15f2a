using EcomCenter.Contracts;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>The figures of one week, from Monday in the centre's time zone.</summary>
/// <param name="To">The end of the week, not part of it.</param>
/// <param name="Cycles">The cycles that started in the week.</param>
public sealed record WeekFigures(
    DateOnly Monday, DateTimeOffset From, DateTimeOffset To, int Received, CycleFigures Cycles, ResponseTimes Times);

/// <summary>The open tickets that were received within a span of time before now.</summary>
/// <param name="From">The earliest time of receipt; null for all before.</param>
/// <param name="To">The end of the span, not part of it; null for now.</param>
/// <param name="Days">The age in days from which the group begins.</param>
/// <param name="Missed">Those of them that were missed and are still unanswered.</param>
public sealed record AgeGroup(DateTimeOffset? From, DateTimeOffset? To, int Days, int Open, int Missed);

/// <summary>The figures of some weeks up to now: what the supervisor's charts show.</summary>
public sealed record Trend
{
    public required IReadOnlyList<WeekFigures> Weeks { get; init; }

    /// <summary>The cycles that started in those weeks.</summary>
    public required CycleFigures Cycles { get; init; }

    /// <summary>The cycles that started in as many weeks before, to compare with.</summary>
    public required CycleFigures Before { get; init; }

    public required ResponseTimes Times { get; init; }

    public required IReadOnlyList<AgeGroup> Backlog { get; init; }

    public required IReadOnlyList<FigureRow> ByKind { get; init; }

    public required IReadOnlyList<FigureRow> ByChannel { get; init; }

    public required IReadOnlyList<FigureRow> ByDepartment { get; init; }

    public required IReadOnlyList<FigureRow> ByTownship { get; init; }

    public DateTimeOffset From => Weeks[0].From;

    public DateTimeOffset To => Weeks[^1].To;
}
