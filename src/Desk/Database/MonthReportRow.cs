namespace EcomCenter.Desk.Database;

/// <summary>
/// A monthly report that was made and told. Its key lets it be made once, however many nodes there are and however often they start.
/// </summary>
public sealed class MonthReportRow
{
    /// <summary>The first day of the month.</summary>
    public required DateOnly Month { get; init; }

    public required DateTimeOffset MadeAt { get; init; }
}
