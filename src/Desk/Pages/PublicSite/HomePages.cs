using EcomCenter.Desk.Pages.Shared;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>The public home page: services, address, hours and last month's kept promises.</summary>
public static class HomePages
{
    public static void MapHome(this IEndpointRouteBuilder app) => app.MapGet("/", ShowAsync).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(PublicFigures figures, CancellationToken cancellation) =>
        PageResult.For<HomePage>(new { Kept = (await figures.ReadAsync(null, cancellation)).Cycles.KeptOfDecided });
}
