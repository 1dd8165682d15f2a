using Microsoft.AspNetCore.Diagnostics;

namespace EcomCenter.Desk.Web;

/// <summary>Shows a page in the reader's language for a bare error status such as 403 or 404, instead of an empty window.</summary>
public static class PeopleAreTold
{
    public static IApplicationBuilder UsePagesForPeople(this IApplicationBuilder app) => app.UseStatusCodePages(TellAsync);

    private static Task TellAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        if (!http.Request.IsForPeople()) return Task.CompletedTask;
        var textKey = http.Response.StatusCode switch
        {
            StatusCodes.Status403Forbidden => "nowhere.notYours",
            StatusCodes.Status404NotFound => "nowhere.nothing",
            _ => "nowhere.failed",
        };
        return Page.Of<NowherePage>(new { Why = textKey }, http.Response.StatusCode).ExecuteAsync(http);
    }
}
