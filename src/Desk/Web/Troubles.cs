using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using EcomCenter.Desk.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace EcomCenter.Desk.Web;

/// <summary>
/// The last resort: what nobody expected is logged, and told without our insides. Programs get a problem, people a page in their language; its
/// reference stands in the log.
/// </summary>
internal sealed partial class Troubles(ILogger<Troubles> log) : IExceptionHandler
{
    private const int RetryAfterSeconds = 5;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var reference = RandomNumberGenerator.GetInt32(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture);
        var answer = AnswerTo(exception, httpContext, reference);
        if (!httpContext.Request.IsForPeople() || !await TellPersonAsync(httpContext, answer, reference)) await answer.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>The page might meet the same trouble; then at least the plain answer gets out.</summary>
    private async Task<bool> TellPersonAsync(HttpContext http, ProblemAnswer answer, string reference)
    {
        try
        {
            http.SetSecurityHeaders();
            if (answer.RetryAfterSeconds is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await ShowAsync(http, answer.Status, reference);
            return true;
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            Unexpected(log, "page", "trouble", reference, e);
            return false;
        }
    }

    /// <summary>What draws pages lives as long as a request, and may have half a page in it: this one is drawn by another.</summary>
    private static async Task ShowAsync(HttpContext http, int status, string reference)
    {
        var broken = http.RequestServices;
        await using var fresh = broken.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        http.RequestServices = fresh.ServiceProvider;
        try
        {
            await Page.Of<TroublePage>(new { Status = status, Reference = reference }, status).ExecuteAsync(http);
        }
        finally
        {
            http.RequestServices = broken;
        }
    }

    private ProblemAnswer AnswerTo(Exception exception, HttpContext http, string reference)
    {
        switch (exception)
        {
            case BadHttpRequestException bad:
                return ProblemAnswer.Of(bad.StatusCode);
            case StorageTroubleException or DbException { IsTransient: true }:
                StorageTrouble(log, http.Request.Method, reference, exception);
                return ProblemAnswer.Of(StatusCodes.Status503ServiceUnavailable) with { RetryAfterSeconds = RetryAfterSeconds };
            default:
                // By now the request has forgotten where it went.
                Unexpected(log, http.Request.Method, http.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName, reference, exception);
                return ProblemAnswer.Of(StatusCodes.Status500InternalServerError);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Method} met trouble of the database ({Reference})")]
    private static partial void StorageTrouble(ILogger log, string method, string reference, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Method} to {Endpoint} failed ({Reference})")]
    private static partial void Unexpected(ILogger log, string method, string? endpoint, string reference, Exception e);
}
