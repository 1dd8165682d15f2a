using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Pages.SignIn;

internal static class SignInPages
{
    public const string Path = "/sign-in", SignOutPath = "/sign-out", ReturnUrl = "ReturnUrl";

    public static Results<RazorComponentResult<SignInPage>, RedirectHttpResult> Show(HttpContext http, string? returnUrl) =>
        http.Actor() is null ? PageResult.For<SignInPage>() : TypedResults.LocalRedirect(ReturnTarget(returnUrl));

    public static async Task<Results<RazorComponentResult<SignInPage>, RedirectHttpResult>> SignInAsync(
        HttpContext http, string? returnUrl, PasswordCheck passwords, SignInRateLimit rateLimit)
    {
        if (await FormPost.ReadValidAsync(http) is not { } form) return Redisplay("", "signIn.stale", StatusCodes.Status400BadRequest);
        var (user, password) = (form.Raw("username"), form.Raw("password"));
        if (FindMissing(("username", user), ("password", password)) is { Length: > 0 } missing)
            return Redisplay(user, null, StatusCodes.Status422UnprocessableEntity, missing);
        if (rateLimit.CountAttempt(http.GetRateLimitKey(), user) is { } wait)
        {
            http.Response.RefuseWithRetryAfter(wait);
            return Redisplay(user, "signIn.tooOften", StatusCodes.Status429TooManyRequests);
        }

        if (await passwords.CheckAsync(user, password) is not { } member)
            return Redisplay(user, "signIn.wrong", StatusCodes.Status403Forbidden);
        await http.SignInAsync(ActorClaims.CookieScheme, StaffPrincipalFactory.Create(member));
        return TypedResults.LocalRedirect(ReturnTarget(returnUrl));
    }

    public static async Task<RedirectHttpResult> SignOutAsync(HttpContext http, SignOutNotifier signOuts)
    {
        if (await FormPost.ReadValidAsync(http) is null) return TypedResults.LocalRedirect("/desk");
        if (http.Actor() is { } actor) signOuts.Notify(actor.Author.Code);
        await http.SignOutAsync(ActorClaims.CookieScheme);
        return TypedResults.LocalRedirect(Path);
    }

    private static FieldFault[] FindMissing(params IEnumerable<(string Field, string Text)> fields) =>
        [.. fields.Where(f => string.IsNullOrWhiteSpace(f.Text)).Select(f => new FieldFault(f.Field, "empty"))];

    private static RazorComponentResult<SignInPage> Redisplay(
        string user, string? notice, int status, IReadOnlyList<FieldFault>? faults = null) =>
        PageResult.For<SignInPage>(new { User = user, Notice = notice, Faults = faults ?? [] }, status);

    /// <summary>The page requested before sign-in, if it is one of ours; otherwise the board.</summary>
    private static string ReturnTarget(string? returnUrl) =>
        returnUrl is ['/', ..] && RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl : "/desk";
}
