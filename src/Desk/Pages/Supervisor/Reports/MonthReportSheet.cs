using EcomCenter.Desk.Reading.Figures;
using MiniExcelLibs;

namespace EcomCenter.Desk.Pages.Supervisor.Reports;

/// <summary>Writes the monthly report as a spreadsheet (.xlsx): one sheet for each table, with its definition as the last row.</summary>
internal static class MonthReportSheet
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The longest name of a sheet that spreadsheet programs open.</summary>
    private const int MaxNameLength = 31;

    public static async Task<byte[]> WriteAsync(IReadOnlyList<MonthReportTable> tables, CancellationToken cancellation)
    {
        var sheets = tables.ToDictionary(table => NameOf(table.Title), object (table) => RowsOf(table));
        using var file = new MemoryStream();
        await file.SaveAsAsync(sheets, cancellationToken: cancellation);
        return file.ToArray();
    }

    private static List<Dictionary<string, object?>> RowsOf(MonthReportTable table)
    {
        var rows = table.Rows.Select(row => table.Columns.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second)).ToList();
        rows.Add(table.Columns.ToDictionary(column => column, column => column == table.Columns[0] ? (object?)table.Note : null));
        return rows;
    }

    private static string NameOf(string title) =>
        string.Concat(title.Where(c => !@":\/?*[]".Contains(c, StringComparison.Ordinal)).Take(MaxNameLength));
}
