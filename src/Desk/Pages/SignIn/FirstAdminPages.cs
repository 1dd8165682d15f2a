using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Pages.SignIn;

/// <summary>The page behind the one-time link that creates the first administrator.</summary>
internal static class FirstAdminPages
{
    public const string Path = "/first-admin/{token}";

    public static async Task<IResult> ShowAsync(string token, FirstAdminLink link, CancellationToken cancellation) =>
        await link.IsValidAsync(token, cancellation) ? PageResult.For<FirstAdminPage>() : ShowInvalidLink();

    public static async Task<IResult> CreateAsync(
        HttpContext http, string token, FirstAdminLink link, StaffAccounts accounts, UserManager<StaffMember> users,
        StaffSignIn signIn, CancellationToken cancellation)
    {
        if (!await link.IsValidAsync(token, cancellation)) return ShowInvalidLink();
        if (await FormPost.ReadValidAsync(http) is not { } form)
            return PageResult.For<FirstAdminPage>(new { Stale = true }, StatusCodes.Status400BadRequest);
        var admin = new StaffDetails(form.Raw("username"), form.Raw("name"), StaffRole.Admin, null);
        var faults = await link.UseAsync(token, () => accounts.AddAsync(admin, form.Raw("password"), http.SecurityOrigin()), cancellation);
        if (faults is null) return ShowInvalidLink();
        if (faults.Count > 0 || await users.FindByNameAsync(admin.User.Trim()) is not { } member) return Redisplay(admin, faults);
        await signIn.BeginAsync(http, member);
        return TypedResults.LocalRedirect("/desk/admin/staff");
    }

    private static RazorComponentResult<FirstAdminPage> Redisplay(StaffDetails admin, IReadOnlyList<FieldFault> faults) =>
        PageResult.For<FirstAdminPage>(new { admin.User, admin.Name, Faults = faults }, StatusCodes.Status422UnprocessableEntity);

    private static RazorComponentResult<InvalidLinkPage> ShowInvalidLink() =>
        PageResult.For<InvalidLinkPage>(new { }, StatusCodes.Status404NotFound);
}
