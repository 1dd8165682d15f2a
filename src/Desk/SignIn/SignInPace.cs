using System.Threading.RateLimiting;

namespace EcomCenter.Desk.SignIn;

/// <summary>How often one address may try one user name, whether there is such a user or not.</summary>
internal sealed class SignInPace : IDisposable
{
    private const int Tries = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(who =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new() { PermitLimit = Tries, Window = Window }));

    /// <summary>Null when the try may go on; else how long to wait.</summary>
    public TimeSpan? Wait(HttpContext http, string user)
    {
        var name = user.Length > 256 ? user[..256] : user;
        using var lease = _limiter.AttemptAcquire($"{http.Connection.RemoteIpAddress} {name.Trim().ToUpperInvariant()}");
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    public void Dispose() => _limiter.Dispose();
}
