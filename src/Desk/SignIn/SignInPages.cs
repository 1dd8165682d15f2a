using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.SignIn;

internal static class SignInPages
{
    public const string Path = "/sign-in", Out = "/sign-out", ReturnUrl = "ReturnUrl";

    public static Results<RazorComponentResult<SignInPage>, RedirectHttpResult> Show(HttpContext http) =>
        http.Actor() is null ? Page.Of<SignInPage>() : TypedResults.LocalRedirect(Target(http));

    public static async Task<Results<RazorComponentResult<SignInPage>, RedirectHttpResult>> EnterAsync(
        HttpContext http, Passwords passwords, SignInPace pace)
    {
        if (await http.OwnFormAsync() is not { } form) return Again("", "signIn.stale", StatusCodes.Status400BadRequest);
        var (user, password) = (form.Text("username"), form.Text("password"));
        if (Missing(("username", user), ("password", password)) is { Length: > 0 } missing)
            return Again(user, null, StatusCodes.Status422UnprocessableEntity, missing);
        if (pace.Wait(http, user) is { } wait)
        {
            var seconds = Math.Ceiling(wait.TotalSeconds);
            http.Response.Headers.RetryAfter = seconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture);
            return Again(user, "signIn.tooOften", StatusCodes.Status429TooManyRequests);
        }

        if (await passwords.CheckAsync(user, password) is not { } member)
            return Again(user, "signIn.wrong", StatusCodes.Status403Forbidden);
        await http.SignInAsync(Principals.CookieScheme, StaffPrincipals.Of(member));
        return TypedResults.LocalRedirect(Target(http));
    }

    public static async Task<RedirectHttpResult> LeaveAsync(HttpContext http, SignedOut signedOut)
    {
        if (await http.OwnFormAsync() is null) return TypedResults.LocalRedirect("/desk");
        if (http.Actor() is { } actor) signedOut.Say(actor.By.Code);
        await http.SignOutAsync(Principals.CookieScheme);
        return TypedResults.LocalRedirect(Path);
    }

    private static FieldFault[] Missing(params IEnumerable<(string Field, string Text)> fields) =>
        [.. fields.Where(f => string.IsNullOrWhiteSpace(f.Text)).Select(f => new FieldFault(f.Field, "empty"))];

    private static RazorComponentResult<SignInPage> Again(
        string user, string? notice, int status, IReadOnlyList<FieldFault>? faults = null) =>
        Page.Of<SignInPage>(new { User = user, Notice = notice, Faults = faults ?? [] }, status);

    /// <summary>The page requested before sign-in, if it is one of ours; otherwise the board.</summary>
    private static string Target(HttpContext http) =>
        http.Request.Query[ReturnUrl].ToString() is { Length: > 0 } url && url[0] == '/' && RedirectHttpResult.IsLocalUrl(url)
            ? url : "/desk";
}
