using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Supervisor.Reports;

/// <summary>The monthly report, as a page to print and as a spreadsheet.</summary>
public static class MonthReportPages
{
    public const string Path = "/desk/reports";

    public static void MapMonthReport(this IEndpointRouteBuilder app)
    {
        var report = app.MapGroup(Path).RequireRight(Right.Supervise).ExcludeFromDescription();
        report.MapGet("", ShowAsync);
        report.MapGet("{month}/sheet", DownloadAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, [FromQuery] string? month, FigureQuery figures, MonthReportTables tables,
        IOptions<DeskOptions> options, TimeProvider time, CancellationToken cancellation)
    {
        var latest = Months.FromTime(time.GetUtcNow(), options.Value.DisplayTimeZone);
        // Without a month, the last one that is over.
        var asked = Months.Read(month) is { } read && read <= latest ? read : latest.AddMonths(-1);
        var counted = await figures.ReadAsync(http.RequireActor(), asked, cancellation);
        return PageResult.For<MonthReportPage>(
            new { Figures = counted, Tables = tables.Create(counted, http.Language()), IsRunning = asked == latest });
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> DownloadAsync(
        HttpContext http, string month, FigureQuery figures, MonthReportTables tables, SecurityLog log, CancellationToken cancellation)
    {
        if (Months.Read(month) is not { } asked) return TypedResults.NotFound();
        var counted = await figures.ReadAsync(http.RequireActor(), asked, cancellation);
        var sheet = await MonthReportSheet.WriteAsync(tables.Create(counted, http.Language()), cancellation);
        await log.RecordAsync(SecurityEventKind.ReportExported, http.SecurityOrigin(), Months.Format(asked));
        return TypedResults.File(sheet, MonthReportSheet.ContentType, $"{month}.xlsx");
    }
}
