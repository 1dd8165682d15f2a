using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Http;

/// <summary>
/// Refuses requests of other sites to the API and the hubs when a browser sends the cookie of staff or of a chat along. Pages have
/// antiforgery tokens, and a key is never sent by a browser on its own.
/// </summary>
public static class OriginCheck
{
    public static IApplicationBuilder UseOriginCheck(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (!IsFromOtherSite(http)) return next(http);
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    private static bool IsFromOtherSite(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/api") && !http.Request.Path.StartsWithSegments("/hubs")) return false;
        if (http.Request.Cookies.Count == 0 || IsByKeyAlone(http)) return false;
        // Browsers name the origin of every request that another site can cause, except of a GET for a link, which changes nothing.
        return http.Request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOwn(http, origin);
    }

    // A key that is sent counts only where cookies don't: the chat knows its visitors by their cookie, whatever key the address names.
    private static bool IsByKeyAlone(HttpContext http) =>
        KeyAuthentication.ReadKey(http.Request) is not null && http.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is not null;

    private static bool IsOwn(HttpContext http, string origin)
    {
        if (origin.Equals($"{http.Request.Scheme}://{http.Request.Host}", StringComparison.OrdinalIgnoreCase)) return true;
        var site = http.RequestServices.GetRequiredService<IOptions<DeskOptions>>().Value.PublicUrl;
        return Uri.TryCreate(site, UriKind.Absolute, out var own)
            && origin.Equals(own.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase);
    }
}
