using EcomCenter.Desk.Http;

namespace EcomCenter.Desk.Pages.SignIn;

/// <summary>Limits sign-in attempts per address and user name, whether the user exists or not.</summary>
internal sealed class SignInRateLimit(TimeProvider time)
{
    private const int MaxAttempts = 10, MaxNameLength = 256;

    private readonly RequestLimiter<(string Address, string User)> _attempts = new(time, MaxAttempts, TimeSpan.FromMinutes(1));

    /// <summary>Counts an attempt. Returns null if it is allowed, otherwise the time to wait.</summary>
    public TimeSpan? CountAttempt(string address, string user)
    {
        var name = user.Length > MaxNameLength ? user[..MaxNameLength] : user;
        return _attempts.RecordUse((address, name.Trim().ToUpperInvariant()));
    }
}
