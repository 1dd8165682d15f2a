using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using AccountResult = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<EcomCenter.Desk.Admin.AccountPage>,
    Microsoft.AspNetCore.Http.HttpResults.NotFound>;

namespace EcomCenter.Desk.Admin;

/// <summary>The page of one account and its three forms.</summary>
internal static class AccountPages
{
    public static async Task<AccountResult> ShowAsync(string user, UserManager<StaffMember> users) =>
        await users.FindByNameAsync(user) is { } member
            ? Page.Of<AccountPage>(new { Member = member, Form = AccountForm.Of(member) })
            : TypedResults.NotFound();

    public static Task<AccountResult> ChangeAsync(
        HttpContext http, string user, UserManager<StaffMember> users, StaffAccounts accounts) =>
        DoAsync(http, user, users, form => AccountForm.Read(form, user)
            .DoAsync(accounts.ChangeAsync, details => Task.FromResult(accounts.Check(details))));

    public static Task<AccountResult> SetPasswordAsync(
        HttpContext http, string user, UserManager<StaffMember> users, StaffAccounts accounts) =>
        DoAsync(http, user, users, form => accounts.SetPasswordAsync(user, form.Text("password")));

    public static Task<AccountResult> SetActiveAsync(
        HttpContext http, string user, UserManager<StaffMember> users, StaffAccounts accounts) =>
        DoAsync(http, user, users, form => accounts.SetActiveAsync(user, form.Text("active") == "true"));

    private static async Task<AccountResult> DoAsync(
        HttpContext http, string user, UserManager<StaffMember> users, Func<IFormCollection, Task<IReadOnlyList<FieldFault>>> change)
    {
        if (await users.FindByNameAsync(user) is not { } member) return TypedResults.NotFound();
        if (await http.OwnFormAsync() is not { } sent)
        {
            return Page.Of<AccountPage>(
                new { Member = member, Form = AccountForm.Of(member), Trouble = "admin.stale" }, StatusCodes.Status400BadRequest);
        }

        var before = AccountForm.Of(member);
        var faults = await change(sent);
        if (faults.Count == 0) return TypedResults.LocalRedirect(StaffPages.Of(user) + "?done=1");
        var form = (sent.ContainsKey("role") ? AccountForm.Read(sent, user) : before) with { Faults = faults };
        return Page.Of<AccountPage>(new { Member = member, Form = form }, StatusCodes.Status422UnprocessableEntity);
    }
}
