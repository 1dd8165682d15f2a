using Microsoft.AspNetCore.Authorization;

namespace EcomCenter.Desk.Web;

/// <summary>Sets up the error responses of pages and API.</summary>
public static class ProblemSetup
{
    public static IServiceCollection AddProblems(this IServiceCollection services) => services
        .AddSingleton<IAuthorizationMiddlewareResultHandler, NoRedirectForPrograms>()
        .AddExceptionHandler<Troubles>()
        .AddAuthorization();

    /// <summary>Must come first in the pipeline, so that it catches the exceptions of everything after it.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) =>
        app.UseExceptionHandler(_ => { }).UseProblemsForPrograms();
}
