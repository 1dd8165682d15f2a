using EcomCenter.Desk.Http;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Pages.SignIn;

/// <summary>The result of a sign-in: the account, or the time to wait, or neither if something was wrong.</summary>
internal sealed record PasswordCheckResult(StaffMember? Member, TimeSpan? RetryAfter);

/// <summary>
/// Checks a user name and password. Neither the result nor its timing reveals whether the account exists, the password was wrong, or the
/// account takes no more tries: a hash of the same cost is computed in each case.
/// </summary>
internal sealed class PasswordCheck(UserManager<StaffMember> users, KnownBrowsers browsers, SignInRateLimit rateLimit, SecurityLog log)
{
    /// <summary>More UTF-16 units than the name of any account has, in whatever form its letters were typed.</summary>
    private const int MaxTypedNameLength = 4 * StaffRules.MaxNameLength;

    private static readonly StaffMember Nobody = new() { DisplayName = "", Role = StaffRole.Clerk };

    private static string? _hashOfNobody;

    public async Task<PasswordCheckResult> CheckAsync(HttpContext http, string user, string password)
    {
        var name = NameToLookUp(user);
        var member = await users.FindByNameAsync(name);
        var (address, knownBrowser) = (http.GetRateLimitKey(), member is null ? null : browsers.Find(http, member.Id));
        var attempt = new SignInTry(knownBrowser ?? address, users.NormalizeName(name) ?? "", member?.SecurityStamp ?? "");
        return await rateLimit.InTurnAsync(attempt.Source, async () =>
        {
            if (knownBrowser is null && rateLimit.GetRetryAfter(address) is { } wait) return new PasswordCheckResult(null, wait);
            var mayTry = rateLimit.MayTry(attempt) && password.Length <= PasswordRules.MaxLength;
            if (await IsRightAsync(mayTry ? member : null, password)) return new(member, null);
            rateLimit.RecordWrong(knownBrowser is null ? address : null, attempt);
            if (mayTry) await log.RecordAsync(SecurityEventKind.SignInFailed, http.SecurityOrigin(member?.UserName ?? ""));
            return new(null, null);
        });
    }

    /// <summary>
    /// The typed name without spaces around it; empty if no account can have it. Failed names are kept in memory to be counted, and anybody
    /// may send megabytes.
    /// </summary>
    internal static string NameToLookUp(string typed) => typed.Trim() is { Length: <= MaxTypedNameLength } name ? name : "";

    private async Task<bool> IsRightAsync(StaffMember? member, string password)
    {
        if (member is { Active: true }) return await users.CheckPasswordAsync(member, password);
        HashForNobody(password.Length > PasswordRules.MaxLength ? "" : password);
        return false;
    }

    private void HashForNobody(string password)
    {
        _hashOfNobody ??= users.PasswordHasher.HashPassword(Nobody, Guid.NewGuid().ToString());
        users.PasswordHasher.VerifyHashedPassword(Nobody, _hashOfNobody, password);
    }
}
