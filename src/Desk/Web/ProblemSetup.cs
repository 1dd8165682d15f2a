using Microsoft.AspNetCore.Authorization;

namespace EcomCenter.Desk.Web;

/// <summary>Whatever goes wrong is told in one way, to pages and programs alike.</summary>
public static class ProblemSetup
{
    public static IServiceCollection AddProblems(this IServiceCollection services) => services
        .AddSingleton<IAuthorizationMiddlewareResultHandler, NoRedirectForPrograms>()
        .AddExceptionHandler<Troubles>()
        .AddAuthorization();

    /// <summary>Comes before everything whose trouble it tells.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app.UseExceptionHandler(_ => { }).UseProblemsForPrograms();
}
