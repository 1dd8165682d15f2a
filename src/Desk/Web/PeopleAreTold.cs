using Microsoft.AspNetCore.Diagnostics;

namespace EcomCenter.Desk.Web;

/// <summary>Who follows a link that leads nowhere, or to a page of others, reads so in their language instead of an empty window.</summary>
public static class PeopleAreTold
{
    public static IApplicationBuilder UsePagesForPeople(this IApplicationBuilder app) => app.UseStatusCodePages(TellAsync);

    private static Task TellAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        if (!http.Request.IsForPeople()) return Task.CompletedTask;
        var why = http.Response.StatusCode switch
        {
            StatusCodes.Status403Forbidden => "nowhere.notYours",
            StatusCodes.Status404NotFound => "nowhere.nothing",
            _ => "nowhere.failed",
        };
        return Page.Of<NowherePage>(new { Why = why }, http.Response.StatusCode).ExecuteAsync(http);
    }
}
