using System.Collections.Concurrent;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Http;

/// <summary>
/// Limits the API requests of each key that was created with a rate of its own. Other keys have no limit, because the desk's own writer
/// slows them down before they harm anybody.
/// </summary>
public sealed class KeyRateLimit(TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Key, int Rate), RequestLimiter<string>> _limiters = new();

    /// <summary>Counts one request. Returns the time to wait if there were too many, otherwise null.</summary>
    public TimeSpan? RecordUse(string key, int rate) =>
        _limiters.GetOrAdd((key, rate), one => new(time, one.Rate, Period)).RecordUse(key);
}

internal static class KeyRateLimitSetup
{
    /// <summary>To be called after authentication, which says whose key it is.</summary>
    public static IApplicationBuilder UseKeyRateLimit(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (!http.Request.Path.StartsWithSegments("/api") || ActorClaims.FindKeyRate(http.User) is not var (key, rate)) return next(http);
        var limit = http.RequestServices.GetRequiredService<KeyRateLimit>();
        if (limit.RecordUse(key, rate) is not { } wait) return next(http);
        http.Response.RefuseWithRetryAfter(wait);
        return ProblemResult.FromStatus(StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
    });
}
