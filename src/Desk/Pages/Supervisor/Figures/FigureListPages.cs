using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Pages.Supervisor.Figures;

/// <summary>The list behind a figure: every number of the supervisor's page and of the report leads to the cases that it counts.</summary>
public static class FigureListPages
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet(FigureAddress.Path, ShowAsync)
        .RequireRight(Right.Supervise).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(
        HttpContext http, [AsParameters] FigureAddress address, FigureList list, CancellationToken cancellation) =>
        PageResult.For<FigureListPage>(new
        {
            Address = address, Found = await list.ReadAsync(http.RequireActor(), address.Selection, address.Page, cancellation),
        });
}
