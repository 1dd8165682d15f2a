using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Http;

/// <summary>
/// Records in the security log what staff and keys are refused for lack of a right, and keys that are not valid, once an hour for each
/// route.
/// </summary>
public static class RefusalLog
{
    /// <summary>To be called before authorization, and after authentication, which says who is refused.</summary>
    public static IApplicationBuilder UseRefusalLog(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        await next(http);
        if (FindRefusal(http) is { } refusal) await RecordAsync(http, refusal);
    });

    private static SecurityEventKind? FindRefusal(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status403Forbidden when http.Actor() is { Author.Kind: AuthorKind.Staff or AuthorKind.Service } =>
            SecurityEventKind.AccessRefused,
        StatusCodes.Status401Unauthorized when http.Request.Headers.Authorization.Count > 0 => SecurityEventKind.KeyRefused,
        _ => null,
    };

    // The pattern of the route, because an address may name anything, and there is no end of addresses.
    private static Task RecordAsync(HttpContext http, SecurityEventKind refusal)
    {
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        return http.RequestServices.GetRequiredService<ReadingLog>().RecordRepeatedAsync(
            refusal, http.SecurityOrigin(), $"{http.Request.Method} /{route.TrimStart('/')}");
    }
}
