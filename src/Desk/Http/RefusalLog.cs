using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Http;

/// <summary>
/// Records in the security log what staff and keys are refused for lack of a right, keys that are not valid, and addresses that have sent
/// too many wrong codes or passwords, once an hour for each address and route.
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
        StatusCodes.Status401Unauthorized when SendsKey(http.Request) => SecurityEventKind.KeyRefused,
        StatusCodes.Status429TooManyRequests when http.IsRefusedGuess() => SecurityEventKind.GuessesRefused,
        _ => null,
    };

    // Programs send a key in the header, those that open a hub also in the address.
    private static bool SendsKey(HttpRequest request) =>
        request.Headers.Authorization.Count > 0 || KeyAuthentication.ReadKey(request) is { Length: > 0 };

    // The pattern of the route, because an address may name anything, and there is no end of addresses.
    private static Task RecordAsync(HttpContext http, SecurityEventKind refusal)
    {
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
        return http.RequestServices.GetRequiredService<ReadingLog>().RecordRepeatedAsync(
            refusal, http.SecurityOrigin(), $"{http.Request.Method} /{route.TrimStart('/')}");
    }
}
