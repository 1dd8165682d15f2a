using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace EcomCenter.Desk.Web;

/// <summary>
/// Programs (everything under <c>/api</c> and <c>/hubs</c>) are never sent to a sign-in page: every refusal is a status with a problem, also where
/// the framework itself says no.
/// </summary>
internal static class ProgramsAreTold
{
    public static bool IsForPrograms(this HttpRequest request) => request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/hubs");

    /// <summary>Somebody in front of a browser, who is told in a page.</summary>
    public static bool IsForPeople(this HttpRequest request) =>
        !request.IsForPrograms() && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public static IApplicationBuilder UseProblemsForPrograms(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        await next(http);
        var response = http.Response;
        if (response.StatusCode >= StatusCodes.Status400BadRequest && !response.HasStarted && response.ContentType is null && http.Request.IsForPrograms())
            await ProblemAnswer.Of(response.StatusCode).ExecuteAsync(http);
    });
}

/// <summary>401 and 403 as bare statuses for programs; pages go the way of the cookie.</summary>
internal sealed class NoRedirectForPrograms : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _pages = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || !context.Request.IsForPrograms()) return _pages.HandleAsync(next, context, policy, authorizeResult);
        if (authorizeResult.Challenged) context.Response.Headers.WWWAuthenticate = KeyAuthentication.Bearer;
        context.Response.StatusCode = authorizeResult.Challenged ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
