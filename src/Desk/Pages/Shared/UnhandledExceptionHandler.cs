using System.Globalization;
using System.Security.Cryptography;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Disks;
using EcomCenter.Desk.Http;
using Microsoft.AspNetCore.Diagnostics;

namespace EcomCenter.Desk.Pages.Shared;

/// <summary>
/// Logs unhandled exceptions and answers without internal details. API clients get a problem, people a page in their language with the
/// reference number of the log entry.
/// </summary>
internal sealed partial class UnhandledExceptionHandler(DatabaseOutage outage, DiskSpace disk, ILogger<UnhandledExceptionHandler> log)
    : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var reference = outage.TryReport(exception) ? outage.Reference
            : RandomNumberGenerator.GetInt32(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture);
        var answer = CreateProblem(exception, httpContext, reference);
        // A client that gave up waiting gets no answer; the attempt would fail and be logged as another error.
        if (httpContext.RequestAborted.IsCancellationRequested || ClientFaultLog.IsClientFault(exception)) return true;
        httpContext.SetSecurityHeaders();
        if (!httpContext.Request.AcceptsPage() || !await TryShowPageAsync(httpContext, answer, reference))
            await answer.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>
    /// Tries to show a page. Rendering can fail for the same reason; false then makes the caller send the plain problem.
    /// </summary>
    private async Task<bool> TryShowPageAsync(HttpContext http, ProblemResult answer, string reference)
    {
        try
        {
            if (answer.RetryAfterSeconds is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await RenderErrorPageAsync(http, answer.Status, reference);
            return true;
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            // The page of errors may fail like any other: then a plain answer is given.
            LogUnhandledException(log, "page", "error page", reference, e);
            return false;
        }
    }

    /// <summary>Renders the error page in a new service scope, because the renderer of the failed request may hold half a page.</summary>
    private static async Task RenderErrorPageAsync(HttpContext http, int status, string reference)
    {
        var original = http.RequestServices;
        await using var scope = original.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        http.RequestServices = scope.ServiceProvider;
        try
        {
            await PageResult.For<ErrorPage>(new { Status = status, Reference = reference }, status).ExecuteAsync(http);
        }
        finally
        {
            http.RequestServices = original;
        }
    }

    private ProblemResult CreateProblem(Exception exception, HttpContext http, string reference)
    {
        switch (exception)
        {
            case BadHttpRequestException bad:
                return ProblemResult.FromStatus(bad.StatusCode);
            case var failure when failure is StorageUnavailableException || DatabaseFailure.FindCause(failure) is not null:
                return !disk.AcceptsTickets ? ProblemResult.TryLater("diskFull")
                    : ProblemResult.FromStatus(StatusCodes.Status503ServiceUnavailable) with { RetryAfterSeconds = RetryAfter.Seconds };
            default:
                // The exception middleware has cleared the request's endpoint; the feature still has it.
                var endpoint = http.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName;
                LogUnhandledException(log, http.Request.Method, endpoint, reference, exception);
                return ProblemResult.FromStatus(StatusCodes.Status500InternalServerError);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Method} request to {Endpoint} failed ({Reference}).")]
    private static partial void LogUnhandledException(ILogger log, string method, string? endpoint, string reference, Exception e);
}
