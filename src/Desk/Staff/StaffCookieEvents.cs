using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// Refreshes the account on each request. API clients get 401 or 403, people are redirected to sign-in. The cookie of an ended session
/// is left in the browser: the answer to a request that was under way could otherwise delete the cookie of a newer session.
/// </summary>
internal sealed class StaffCookieEvents(StaffAccountCache cache) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (!WithoutSignIn.AppliesTo(context.HttpContext) && context.Principal is { } signedIn
            && await cache.RefreshAsync(signedIn) is { } now) context.ReplacePrincipal(now);
        else context.RejectPrincipal();
    }

    /// <summary>Redirects to the path alone. The default names the host that the request stated, which may be anybody's.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (IsApiRequest(context.Request)) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Leaves the way back to the page that signs in. The default sets a header that the server refuses to send, if the address to return
    /// to has letters of another script.
    /// </summary>
    public override Task RedirectToReturnUrl(RedirectContext<CookieAuthenticationOptions> context) => Task.CompletedTask;

    /// <summary>Returns a bare 403. The default would send a signed-in user to the sign-in page again.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsApiRequest(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/hubs");
}
