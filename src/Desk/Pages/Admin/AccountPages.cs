using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Pages.Admin;

/// <summary>The page of one account and its three forms.</summary>
internal static class AccountPages
{
    public static async Task<IResult> ShowAsync(string user, UserManager<StaffMember> users) =>
        await users.FindByNameAsync(user) is { } member
            ? PageResult.For<AccountPage>(new { Member = member, Form = AccountForm.FromMember(member) })
            : TypedResults.NotFound();

    public static Task<IResult> ChangeAsync(HttpContext http, string user, UserManager<StaffMember> users, StaffAccounts accounts) =>
        SubmitAsync(http, user, users, form => AccountForm.FromForm(form, user)
            .ApplyAsync(
                details => accounts.ChangeAsync(details, http.SecurityOrigin()), details => Task.FromResult(accounts.Check(details))));

    public static Task<IResult> SetPasswordAsync(HttpContext http, string user, UserManager<StaffMember> users, StaffAccounts accounts) =>
        SubmitAsync(http, user, users, form => accounts.SetPasswordAsync(user, form.Raw("password"), http.SecurityOrigin()));

    public static Task<IResult> SetActiveAsync(HttpContext http, string user, UserManager<StaffMember> users, StaffAccounts accounts) =>
        SubmitAsync(http, user, users, form => accounts.SetActiveAsync(user, form.Raw("active") == "true", http.SecurityOrigin()));

    private static async Task<IResult> SubmitAsync(
        HttpContext http, string user, UserManager<StaffMember> users, Func<FormPost, Task<IReadOnlyList<FieldFault>>> change)
    {
        if (await users.FindByNameAsync(user) is not { } member) return TypedResults.NotFound();
        if (await FormPost.ReadValidAsync(http) is not { } sent)
        {
            return PageResult.For<AccountPage>(
                new { Member = member, Form = AccountForm.FromMember(member), ErrorKey = "admin.stale" }, StatusCodes.Status400BadRequest);
        }

        var before = AccountForm.FromMember(member);
        var faults = await change(sent);
        if (faults.Count == 0) return TypedResults.LocalRedirect(StaffPages.PathFor(user) + "?done=1");
        var form = (sent.Contains("role") ? AccountForm.FromForm(sent, user) : before) with { Faults = faults };
        return PageResult.For<AccountPage>(new { Member = member, Form = form }, StatusCodes.Status422UnprocessableEntity);
    }
}
