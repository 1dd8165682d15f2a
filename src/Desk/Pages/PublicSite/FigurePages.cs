using EcomCenter.Contracts;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Reading.Figures;
using Microsoft.AspNetCore.Mvc;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>The figures of a month for everybody: a page, and a sheet of paper for the notice board.</summary>
public static class FigurePages
{
    public const string Path = "/figures", SheetPath = "/figures/sheet";

    /// <summary>
    /// The tables of the page. Departments and townships are left out: a few cases of a village may be known to everybody.
    /// </summary>
    private static readonly string[] Shown = ["promises", "times", "resolutions", "ratings", "byKind", "byChannel"];

    /// <summary>The tables of the sheet, which must fit on one page in two languages.</summary>
    private static readonly string[] Printed = ["promises", "times", "resolutions", "byKind"];

    public static void MapFigures(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowAsync).ExcludeFromDescription();
        app.MapGet(SheetPath, PrintAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, [FromQuery] string? month, PublicFigures figures, MonthReportTables tables, CancellationToken cancellation)
    {
        var counted = await figures.ReadAsync(Months.Read(month), cancellation);
        return PageResult.For<FiguresPage>(new
        {
            counted.Month, Tables = Select(tables.Create(counted, http.Language()), Shown),
            Before = figures.IsShown(counted.Month.AddMonths(-1)), After = figures.IsShown(counted.Month.AddMonths(1)),
        });
    }

    private static async Task<IResult> PrintAsync(
        [FromQuery] string? month, PublicFigures figures, MonthReportTables tables, CancellationToken cancellation)
    {
        var counted = await figures.ReadAsync(Months.Read(month), cancellation);
        Language[] languages = [Language.ZhHans, Language.Ug];
        return PageResult.For<FigureSheet>(new
        {
            counted.Month, Columns = languages.Select(language => (language, Select(tables.Create(counted, language), Printed))).ToList(),
        });
    }

    private static List<MonthReportTable> Select(IReadOnlyList<MonthReportTable> tables, string[] codes) =>
        [.. codes.Select(code => tables.Single(table => table.Code == code))];
}
