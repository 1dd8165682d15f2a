using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Staff;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Supervisor.Figures;

/// <summary>The list behind a figure: every number of the supervisor's page and of the report leads to the cases that it counts.</summary>
public static class FigureListPages
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet(FigureAddress.Path, ShowAsync)
        .RequireRight(Right.Supervise).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(HttpContext http, [AsParameters] FigureAddress address, FigureList list,
        IOptions<DeskOptions> options, TimeProvider time, CancellationToken cancellation)
    {
        var selection = address.Selection;
        // What happened is read event by event, so that a period must be named, and the page says which.
        if (selection is { From: null } or { To: null } && selection.Of.Unit is FigureUnit.Resolution or FigureUnit.Answer)
        {
            var ofMonth = InRunningMonth(selection, time.GetUtcNow(), options.Value.DisplayTimeZone);
            return TypedResults.Redirect(FigureAddress.ToUrl(ofMonth, 1));
        }

        return PageResult.For<FigureListPage>(new
        {
            Address = address, Found = await list.ReadAsync(http.RequireActor(), selection, address.Page, cancellation),
        });
    }

    private static FigureSelection InRunningMonth(FigureSelection selection, DateTimeOffset now, TimeZoneInfo zone)
    {
        var month = Months.FromTime(now, zone);
        return selection with { From = LocalDays.StartOf(month, zone), To = LocalDays.StartOf(month.AddMonths(1), zone) };
    }
}
