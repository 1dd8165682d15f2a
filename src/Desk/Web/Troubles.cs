using System.Data.Common;
using EcomCenter.Desk.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace EcomCenter.Desk.Web;

/// <summary>The last resort: what nobody expected is logged, and told without our insides.</summary>
internal sealed partial class Troubles(ILogger<Troubles> log) : IExceptionHandler
{
    private const int RetryAfterSeconds = 5;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        await AnswerTo(exception, httpContext).ExecuteAsync(httpContext);
        return true;
    }

    private ProblemAnswer AnswerTo(Exception exception, HttpContext http)
    {
        switch (exception)
        {
            case BadHttpRequestException bad:
                return ProblemAnswer.Of(bad.StatusCode);
            case StorageTroubleException or DbException { IsTransient: true }:
                StorageTrouble(log, http.Request.Method, exception);
                return ProblemAnswer.Of(StatusCodes.Status503ServiceUnavailable) with { RetryAfterSeconds = RetryAfterSeconds };
            default:
                Unexpected(log, http.Request.Method, http.GetEndpoint()?.DisplayName, exception);
                return ProblemAnswer.Of(StatusCodes.Status500InternalServerError);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Method} met trouble of the database")]
    private static partial void StorageTrouble(ILogger log, string method, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Method} to {Endpoint} failed")]
    private static partial void Unexpected(ILogger log, string method, string? endpoint, Exception e);
}
