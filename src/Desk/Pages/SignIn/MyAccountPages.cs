using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Pages.SignIn;

/// <summary>The page on which a member of staff changes the own password, and sees and ends the own sessions.</summary>
internal static class MyAccountPages
{
    public const string Path = "/desk/my-account";

    public static void MapMyAccount(this IEndpointRouteBuilder endpoints)
    {
        var page = endpoints.MapGroup(Path).RequireRight(Right.WatchBoard).DisableAntiforgery().ExcludeFromDescription();
        page.MapGet("", ShowAsync);
        page.MapPost("password", ChangePasswordAsync);
        page.MapPost("sessions", EndSessionAsync);
    }

    public static async Task<IResult> ShowAsync(HttpContext http, StaffSessions sessions) =>
        http.UserId() is null ? TypedResults.Forbid() : await RenderAsync(http, sessions, null, [], StatusCodes.Status200OK);

    public static async Task<IResult> ChangePasswordAsync(
        HttpContext http, UserManager<StaffMember> users, StaffAccounts accounts, PasswordCheck passwords, StaffSignIn signIn,
        StaffSessions sessions)
    {
        if (http.UserId() is not { } id || await users.FindByIdAsync(id) is not { UserName: { } user }) return TypedResults.Forbid();
        if (await FormPost.ReadValidAsync(http) is not { } form)
            return await RenderAsync(http, sessions, "admin.stale", [], StatusCodes.Status400BadRequest);
        var result = await passwords.CheckAsync(http, user, form.Raw("current"));
        if (result.RetryAfter is { } wait)
        {
            http.Response.RefuseGuess(wait);
            return await RenderAsync(http, sessions, "signIn.tooOften", [], StatusCodes.Status429TooManyRequests);
        }

        IReadOnlyList<FieldFault> faults = result.Member is null
            ? [new("current", "passwordWrong")] : await accounts.SetPasswordAsync(user, form.Raw("password"), http.SecurityOrigin());
        if (faults.Count > 0) return await RenderAsync(http, sessions, null, faults, StatusCodes.Status422UnprocessableEntity);
        // The new password ended every session, this one included.
        if (await users.FindByIdAsync(id) is { } changed) await signIn.BeginAsync(http, changed);
        return TypedResults.LocalRedirect(Path + "?done=1");
    }

    public static async Task<IResult> EndSessionAsync(HttpContext http, StaffSessions sessions, StaffSignIn signIn)
    {
        if (http.UserId() is null) return TypedResults.Forbid();
        if (await FormPost.ReadValidAsync(http) is not { } form)
            return await RenderAsync(http, sessions, "admin.stale", [], StatusCodes.Status400BadRequest);
        await signIn.EndElsewhereAsync(http, form.Raw("session"));
        return TypedResults.LocalRedirect(Path);
    }

    private static async Task<IResult> RenderAsync(
        HttpContext http, StaffSessions sessions, string? errorKey, IReadOnlyList<FieldFault> faults, int status)
    {
        var open = await sessions.ListAsync(http.UserId() ?? "", http.RequestAborted);
        return PageResult.For<MyAccountPage>(
            new { Sessions = open, Current = StaffSessions.FindHash(http.User), ErrorKey = errorKey, Faults = faults }, status);
    }
}
