using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Http;

/// <summary>Records in the security log what staff and keys are refused for lack of a right, once an hour for each route.</summary>
public static class RefusalLog
{
    /// <summary>To be called before authorization, and after authentication, which says who is refused.</summary>
    public static IApplicationBuilder UseRefusalLog(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        await next(http);
        if (http.Response.StatusCode is StatusCodes.Status403Forbidden
            && http.Actor() is { Author.Kind: AuthorKind.Staff or AuthorKind.Service }) await RecordAsync(http);
    });

    // The pattern of the route, because an address may name anything, and there is no end of addresses.
    private static Task RecordAsync(HttpContext http)
    {
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        return http.RequestServices.GetRequiredService<ReadingLog>().RecordRepeatedAsync(
            SecurityEventKind.AccessRefused, http.SecurityOrigin(), $"{http.Request.Method} /{route.TrimStart('/')}");
    }
}
