namespace EcomCenter.Desk.Pages.Supervisor.Charts;

/// <summary>A part of a column, from one value to another, and the list behind it, if any.</summary>
/// <param name="Meaning">The style class that colours it.</param>
/// <param name="Words">The part in words, for the pointer.</param>
public sealed record ColumnPart(string Meaning, double From, double To, string Words, string? Href);

/// <summary>A week of a chart: its column, and its row in the table.</summary>
/// <param name="Note">A number above the column; null for none.</param>
public sealed record ChartWeek(string Label, IReadOnlyList<ColumnPart> Parts, string? Note, IReadOnlyList<ChartCell> Cells)
{
    public double Top => Parts.Count == 0 ? 0 : Parts.Max(part => part.To);
}
