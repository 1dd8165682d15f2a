namespace EcomCenter.Desk.Http;

/// <summary>
/// Answers HEAD like GET, without the body (RFC 9110, section 9.3.2). The server itself leaves the body out, because it knows the method
/// that was sent.
/// </summary>
internal static class HeadRequests
{
    public static IApplicationBuilder UseHeadRequests(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (HttpMethods.IsHead(http.Request.Method)) http.Request.Method = HttpMethods.Get;
        return next(http);
    });
}
