using System.Threading.RateLimiting;

namespace EcomCenter.Desk.Pages.SignIn;

/// <summary>Limits sign-in attempts per address and user name, whether the user exists or not.</summary>
internal sealed class SignInRateLimit : IDisposable
{
    private const int MaxAttempts = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = MaxAttempts, Window = Window }));

    /// <summary>Counts an attempt. Returns null if it is allowed, otherwise the time to wait.</summary>
    public TimeSpan? CountAttempt(HttpContext http, string user)
    {
        var name = user.Length > 256 ? user[..256] : user;
        using var lease = _limiter.AttemptAcquire($"{http.Connection.RemoteIpAddress} {name.Trim().ToUpperInvariant()}");
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    public void Dispose() => _limiter.Dispose();
}
