namespace EcomCenter.Desk.Pages.Supervisor.Charts;

/// <summary>A number of a chart's table, and the address of the list behind it; null for a number that has none.</summary>
public sealed record ChartCell(string Text, string? Href = null);

/// <summary>A row of a table with bars.</summary>
/// <param name="Value">The number that the bar shows.</param>
/// <param name="Cells">The numbers of the row, that of the bar first.</param>
public sealed record ChartRow(string Name, long Value, IReadOnlyList<ChartCell> Cells);
