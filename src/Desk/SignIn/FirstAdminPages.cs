using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.SignIn;

/// <summary>The page behind the one-time link that creates the first administrator.</summary>
internal static class FirstAdminPages
{
    public const string Path = "/first-admin/{token}";

    public static async Task<Results<RazorComponentResult<FirstAdminPage>, RazorComponentResult<DeadLinkPage>>> ShowAsync(
        string token, FirstAdminLink link, CancellationToken cancellation) =>
        await link.OpensAsync(token, cancellation) ? Page.Of<FirstAdminPage>() : Dead();

    public static async Task<
        Results<RazorComponentResult<FirstAdminPage>, RazorComponentResult<DeadLinkPage>, RedirectHttpResult>> MakeAsync(
        HttpContext http, string token, FirstAdminLink link, StaffAccounts accounts, UserManager<StaffMember> users,
        CancellationToken cancellation)
    {
        if (!await link.OpensAsync(token, cancellation)) return Dead();
        if (await http.OwnFormAsync() is not { } form)
            return Page.Of<FirstAdminPage>(new { Stale = true }, StatusCodes.Status400BadRequest);
        var admin = new StaffDetails(form.Text("username"), form.Text("name"), StaffRole.Admin, null);
        var faults = await link.UseAsync(token, () => accounts.AddAsync(admin, form.Text("password")), cancellation);
        if (faults is null) return Dead();
        if (faults.Count > 0 || await users.FindByNameAsync(admin.User.Trim()) is not { } member) return Again(admin, faults);
        await http.SignInAsync(Principals.CookieScheme, StaffPrincipals.Of(member));
        return TypedResults.LocalRedirect("/desk/admin/staff");
    }

    private static RazorComponentResult<FirstAdminPage> Again(StaffDetails admin, IReadOnlyList<FieldFault> faults) =>
        Page.Of<FirstAdminPage>(new { admin.User, admin.Name, Faults = faults }, StatusCodes.Status422UnprocessableEntity);

    private static RazorComponentResult<DeadLinkPage> Dead() => Page.Of<DeadLinkPage>(new { }, StatusCodes.Status404NotFound);
}
