namespace EcomCenter.Desk.Http;

/// <summary>
/// Refuses requests that name no host, as HTTP/1.1 demands (RFC 9112, section 3.2), or one that there can't be, like a port above 65,535.
/// Addresses of such requests can't even be parsed, so any part of the program might fail with them. No browser sends them.
/// </summary>
internal static class HostRequired
{
    public static IApplicationBuilder UseHostRequired(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Request.Host.HasValue && CanBeParsed(http.Request)) return next(http);
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    private static bool CanBeParsed(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host.Value}/", UriKind.Absolute, out _);
}
