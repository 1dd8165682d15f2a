using EcomCenter.Desk.Http;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.Diagnostics;

namespace EcomCenter.Desk.Pages.Shared;

/// <summary>Shows a page in the reader's language for a bare error status such as 403 or 404, instead of an empty window.</summary>
public static class StatusPages
{
    public static IApplicationBuilder UseStatusPages(this IApplicationBuilder app) => app.UseStatusCodePages(ShowAsync);

    private static Task ShowAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        if (!http.Request.AcceptsPage()) return Task.CompletedTask;
        var textKey = http.Response.StatusCode switch
        {
            StatusCodes.Status403Forbidden => "nowhere.notYours",
            StatusCodes.Status404NotFound => "nowhere.nothing",
            _ => "nowhere.failed",
        };
        IResult page = http.Request.Path.StartsWithSegments("/desk") && http.Actor() is { Author.Kind: AuthorKind.Staff }
            ? PageResult.For<StaffStatusCodePage>(new { TitleKey = textKey }, http.Response.StatusCode)
            : PageResult.For<StatusCodePage>(new { TitleKey = textKey }, http.Response.StatusCode);
        return page.ExecuteAsync(http);
    }
}
