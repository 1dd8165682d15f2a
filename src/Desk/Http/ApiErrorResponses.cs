using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace EcomCenter.Desk.Http;

/// <summary>
/// Turns every bare error status under <c>/api</c> and <c>/hubs</c> into a problem response, also where the framework set the status. API
/// clients are never redirected to the sign-in page.
/// </summary>
internal static class ApiErrorResponses
{
    public static bool IsApiRequest(this HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/hubs");

    /// <summary>True for a browser that expects a page.</summary>
    public static bool AcceptsPage(this HttpRequest request) =>
        !request.IsApiRequest() && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public static IApplicationBuilder UseApiErrorResponses(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        await next(http);
        var response = http.Response;
        var isBareError = response.StatusCode >= StatusCodes.Status400BadRequest && !response.HasStarted && response.ContentType is null;
        if (isBareError && http.Request.IsApiRequest())
            await ProblemResult.FromStatus(response.StatusCode).ExecuteAsync(http);
    });
}

/// <summary>
/// Answers API requests with a bare 401 or 403. Pages keep the default behaviour: the cookie scheme redirects to sign-in.
/// </summary>
internal sealed class ApiAuthorizationResultHandler : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _default = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || !context.Request.IsApiRequest())
            return _default.HandleAsync(next, context, policy, authorizeResult);
        if (authorizeResult.Challenged) context.Response.Headers.WWWAuthenticate = KeyAuthentication.Bearer;
        context.Response.StatusCode = authorizeResult.Challenged ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
