using EcomCenter.Desk.Database;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace EcomCenter.Desk.Http;

/// <summary>
/// Security headers of every page: only our own script files run, only our own board may frame a page, and other sites get no referrer.
/// </summary>
public static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; "
        + "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors ";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.SetSecurityHeaders();
        http.Response.OnStarting(() => ForbidKeeping(http.Response.Headers));
        return next(http);
    });

    // Pages hold personal data: a browser that goes back after sign-out must ask again. What may be kept says so itself.
    private static Task ForbidKeeping(IHeaderDictionary headers)
    {
        if (StringValues.IsNullOrEmpty(headers.CacheControl)) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    /// <summary>Also called by the exception handler, because an exception clears all headers.</summary>
    public static void SetSecurityHeaders(this HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy + (http.Request.IsSidePane() ? "'self'" : "'none'");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (IsReachedByHttpsOnly(http)) headers.StrictTransportSecurity = "max-age=31536000";
    }

    // Browsers keep this for a year, so it is sent only where the address of the desk says https.
    private static bool IsReachedByHttpsOnly(HttpContext http) => http.Request.IsHttps && http.RequestServices
        .GetRequiredService<IOptions<DeskOptions>>().Value.PublicUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) is true;
}
