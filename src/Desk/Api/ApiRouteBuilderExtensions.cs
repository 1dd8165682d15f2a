using EcomCenter.Desk.Http;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace EcomCenter.Desk.Api;

/// <summary>Marks a route that reads a multipart form with one file.</summary>
internal sealed record ApiFileUpload;

/// <summary>Marks a route that sends a file.</summary>
internal sealed record ApiFileDownload;

/// <summary>Extensions that describe a route for the OpenAPI document.</summary>
internal static class ApiRouteBuilderExtensions
{
    public static RouteHandlerBuilder WithOperation(this RouteHandlerBuilder route, string name, string summary) =>
        route.WithName(name).WithSummary(summary)
            .WithProblem<Problem>(Status401Unauthorized).WithProblem<Problem>(Status403Forbidden)
            .WithProblem<Problem>(Status400BadRequest).WithProblem<Problem>(Status429TooManyRequests)
            .WithProblem<Problem>(Status500InternalServerError).WithProblem<Problem>(Status503ServiceUnavailable);

    public static RouteHandlerBuilder WithFileUpload(this RouteHandlerBuilder route) => route.WithMetadata(new ApiFileUpload());

    public static RouteHandlerBuilder WithFileDownload(this RouteHandlerBuilder route) => route.WithMetadata(new ApiFileDownload());

    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) route.WithProblem<Problem>(status);
        return route;
    }

    private static RouteHandlerBuilder WithProblem<T>(this RouteHandlerBuilder route, int status) =>
        route.Produces<T>(status, "application/problem+json");
}
