using EcomCenter.Desk.Http;
using Microsoft.AspNetCore.Authorization;

namespace EcomCenter.Desk.Pages.Shared;

/// <summary>Sets up the error responses of pages and API.</summary>
public static class ErrorResponseSetup
{
    public static IServiceCollection AddErrorResponses(this IServiceCollection services) => services
        .AddSingleton<IAuthorizationMiddlewareResultHandler, ApiAuthorizationResultHandler>()
        .AddExceptionHandler<UnhandledExceptionHandler>()
        .AddAuthorization();

    /// <summary>Must come first in the pipeline, so that it catches the exceptions of everything after it.</summary>
    public static IApplicationBuilder UseErrorResponses(this IApplicationBuilder app) =>
        app.UseRetryAfter().UseExceptionHandler(_ => { }).UseApiErrorResponses();
}
