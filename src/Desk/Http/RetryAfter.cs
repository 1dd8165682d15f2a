using System.Globalization;

namespace EcomCenter.Desk.Http;

/// <summary>Tells clients of every 503 when to try again, whoever set the status: a page, a webhook or the health check.</summary>
internal static class RetryAfter
{
    public const int Seconds = 5;

    private static readonly string SecondsText = Seconds.ToString(CultureInfo.InvariantCulture);

    public static IApplicationBuilder UseRetryAfter(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(static state => AddIfUnavailable(((HttpContext)state).Response), http);
        return next(http);
    });

    private static Task AddIfUnavailable(HttpResponse response)
    {
        if (response.StatusCode is StatusCodes.Status503ServiceUnavailable && response.Headers.RetryAfter.Count == 0)
            response.Headers.RetryAfter = SecondsText;
        return Task.CompletedTask;
    }
}
