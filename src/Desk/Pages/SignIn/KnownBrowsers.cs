using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace EcomCenter.Desk.Pages.SignIn;

/// <summary>
/// Remembers in a protected cookie which accounts a browser has signed in to. It proves nothing but that, and signs nobody in.
/// </summary>
internal sealed class KnownBrowsers(IDataProtectionProvider protection)
{
    private const string CookieName = "known";

    private const char Separator = '\n';

    private const int MaxAccounts = 10;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private readonly IDataProtector _protector = protection.CreateProtector("KnownBrowsers");

    /// <summary>A fixed name of this browser if it has signed in to the account before, else null.</summary>
    public string? Find(HttpContext http, string userId) =>
        Read(http) is [var browser, .. var accounts] && accounts.Contains(userId) ? browser : null;

    public void Remember(HttpContext http, string userId)
    {
        var known = Read(http);
        var browser = known is [var same, ..] ? same : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var accounts = known.Skip(1).Where(account => account != userId).Prepend(userId).Take(MaxAccounts);
        http.Response.Cookies.Append(CookieName, _protector.Protect(string.Join(Separator, accounts.Prepend(browser))), new()
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = Lifetime, IsEssential = true,
            // The page for the own password asks for it, too.
            Path = "/",
        });
    }

    private string[] Read(HttpContext http)
    {
        if (http.Request.Cookies[CookieName] is not { Length: > 0 } cookie) return [];
        try
        {
            return _protector.Unprotect(cookie).Split(Separator);
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}
