using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Pages.SignIn;

internal static class SignInPages
{
    public const string Path = "/sign-in", SignOutPath = "/sign-out", ReturnUrl = "ReturnUrl";

    public static IResult Show(HttpContext http, string? returnUrl) =>
        http.Actor() is null ? PageResult.For<SignInPage>() : TypedResults.LocalRedirect(ReturnTarget(returnUrl));

    public static async Task<IResult> SignInAsync(HttpContext http, string? returnUrl, PasswordCheck passwords, StaffSignIn signIn)
    {
        // The token of a page that was opened before another tab signed in still belongs to nobody.
        var signedIn = http.User;
        http.User = new();
        if (await FormPost.ReadValidAsync(http) is not { } form)
        {
            http.User = signedIn;
            return Redisplay("", "signIn.stale", StatusCodes.Status400BadRequest);
        }

        var (user, password) = (form.Raw("username"), form.Raw("password"));
        if (FindMissing(("username", user), ("password", password)) is { Length: > 0 } missing)
            return Redisplay(user, null, StatusCodes.Status422UnprocessableEntity, missing);
        var result = await passwords.CheckAsync(http, user, password);
        if (result.RetryAfter is { } wait)
        {
            http.Response.RefuseGuess(wait);
            return Redisplay(user, "signIn.tooOften", StatusCodes.Status429TooManyRequests);
        }

        if (result.Member is not { } member) return Redisplay(user, "signIn.wrong", StatusCodes.Status403Forbidden);
        await signIn.BeginAsync(http, member, signedIn);
        return TypedResults.LocalRedirect(ReturnTarget(returnUrl));
    }

    public static async Task<RedirectHttpResult> SignOutAsync(HttpContext http, StaffSignIn signIn)
    {
        if (await FormPost.ReadValidAsync(http) is null) return TypedResults.LocalRedirect("/desk");
        await signIn.EndAsync(http);
        return TypedResults.LocalRedirect(Path);
    }

    private static FieldFault[] FindMissing(params IEnumerable<(string Field, string Text)> fields) =>
        [.. fields.Where(f => string.IsNullOrWhiteSpace(f.Text)).Select(f => new FieldFault(f.Field, "empty"))];

    private static RazorComponentResult<SignInPage> Redisplay(
        string user, string? notice, int status, IReadOnlyList<FieldFault>? faults = null) =>
        PageResult.For<SignInPage>(new { User = user, Notice = notice, Faults = faults ?? [] }, status);

    /// <summary>The page requested before sign-in, if it is one of ours; otherwise the board.</summary>
    private static string ReturnTarget(string? returnUrl) =>
        returnUrl is ['/', ..] && RedirectHttpResult.IsLocalUrl(returnUrl) ? PageUrl.ToLocation(returnUrl) : "/desk";
}
