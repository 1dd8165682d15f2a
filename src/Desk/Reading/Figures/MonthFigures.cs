namespace EcomCenter.Desk.Reading.Figures;

/// <summary>The times from the start of a cycle to the answer that met it or came late.</summary>
public sealed record ResponseTimes(int Answered, TimeSpan? Median, TimeSpan? NinetiethPercentile)
{
    /// <summary>The nearest-rank percentiles, which are times that really occurred.</summary>
    public static ResponseTimes From(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return new(sorted.Count, At(sorted, 0.5), At(sorted, 0.9));
    }

    private static TimeSpan? At(List<TimeSpan> sorted, double part) =>
        sorted.Count == 0 ? null : sorted[(int)Math.Ceiling(part * sorted.Count) - 1];
}

/// <summary>The figures of a calendar month in the centre's time zone. Pages, spreadsheet and tests read these and nothing else.</summary>
public sealed record MonthFigures
{
    /// <summary>The first day of the month.</summary>
    public required DateOnly Month { get; init; }

    public required IReadOnlyList<FigureRow> ByKind { get; init; }

    public required IReadOnlyList<FigureRow> ByChannel { get; init; }

    public required IReadOnlyList<FigureRow> ByDepartment { get; init; }

    public required IReadOnlyList<FigureRow> ByTownship { get; init; }

    /// <summary>The services asked for most, the most frequent first.</summary>
    public required IReadOnlyList<FigureRow> ByServiceItem { get; init; }

    /// <summary>The cycles that started in the month.</summary>
    public required CycleFigures Cycles { get; init; }

    public required ResponseTimes Times { get; init; }

    public required ResolutionFigures Resolutions { get; init; }

    public SubstanceFigures Substance { get; init; } = SubstanceFigures.None;

    public int Received => ByKind.Sum(row => row.Received);
}
