using System.Security.Claims;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Authentication;

namespace EcomCenter.Desk.Pages.SignIn;

/// <summary>Begins and ends the session of a browser.</summary>
internal sealed class StaffSignIn(StaffSessions sessions, KnownBrowsers browsers, SignOutNotifier signOuts, SecurityLog log)
{
    private const string ClearSiteData = "\"cache\", \"storage\"";

    /// <summary>Begins a session, and ends the one that the browser still has.</summary>
    public async Task BeginAsync(HttpContext http, StaffMember member, ClaimsPrincipal? before = null)
    {
        if (before is not null && StaffSessions.FindHash(before) is { } hash
            && before.FindFirstValue(ClaimTypes.NameIdentifier) is { } userId) await sessions.EndAsync(userId, hash);
        var origin = http.SecurityOrigin(member.UserName);
        var token = await sessions.OpenAsync(member, origin.Address, http.Request.Headers.UserAgent.ToString());
        await http.SignInAsync(ActorClaims.CookieScheme, StaffPrincipalFactory.Create(member, token));
        browsers.Remember(http, member.Id);
        await log.RecordAsync(SecurityEventKind.SignedIn, origin);
    }

    /// <summary>Ends another session of the same account.</summary>
    public async Task EndElsewhereAsync(HttpContext http, string tokenHash)
    {
        if (http.Actor() is not { } actor || http.UserId() is not { } userId || !await sessions.EndAsync(userId, tokenHash)) return;
        signOuts.Notify(actor.Author.Code);
        await log.RecordAsync(SecurityEventKind.SessionEnded, http.SecurityOrigin());
    }

    /// <summary>
    /// Ends the session on the server, so that a copy of its cookie is worth nothing. The browser drops the pages that it kept: going back
    /// shows nothing of them.
    /// </summary>
    public async Task EndAsync(HttpContext http)
    {
        if (http.Actor() is { } actor && StaffSessions.FindHash(http.User) is { } hash && http.UserId() is { } userId)
        {
            await sessions.EndAsync(userId, hash);
            signOuts.Notify(actor.Author.Code);
            await log.RecordAsync(SecurityEventKind.SignedOut, http.SecurityOrigin());
        }

        await http.SignOutAsync(ActorClaims.CookieScheme);
        http.Response.Headers["Clear-Site-Data"] = ClearSiteData;
    }
}
