using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Pages.Admin.Clocks;

/// <summary>The page on which supervisors and administrators compare the host's clock and confirm that it is right.</summary>
internal static class ClockPages
{
    public static void MapClockPages(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup(ClockDoubtBadge.Page).RequireRight(Right.SeeChannels).DisableAntiforgery().ExcludeFromDescription();
        pages.MapGet("", Show);
        pages.MapPost("", ConfirmAsync);
    }

    private static IResult Show(HostClock clock, TimeProvider time) => PageResult.For<ClockPage>(new
    {
        Doubt = clock.FindDoubt(), Now = time.GetUtcNow(), Confirmation = clock.CreateRecord()?.Confirmation,
    });

    /// <summary>Confirms the time. The page then shows that work goes on.</summary>
    private static async Task<RedirectHttpResult> ConfirmAsync(HttpContext http, HostClock clock, SecurityLog log)
    {
        if (await FormPost.ReadValidAsync(http) is not null && http.Actor() is { } actor && clock.Confirm(actor.Author.Code))
            await log.RecordAsync(SecurityEventKind.ClockConfirmed, http.SecurityOrigin(), "");
        return TypedResults.LocalRedirect(ClockDoubtBadge.Page);
    }
}
