using EcomCenter.Desk.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.PublicSite;

/// <summary>What the centre does, when and where, and how it keeps its word.</summary>
public static class HomePages
{
    public static void MapHome(this IEndpointRouteBuilder app) => app.MapGet("/", ShowAsync).ExcludeFromDescription();

    private static async Task<RazorComponentResult<HomePage>> ShowAsync(KeptLastMonth lastMonth, CancellationToken cancellation) =>
        Page.Of<HomePage>(new { Kept = await lastMonth.CountAsync(cancellation) });
}
