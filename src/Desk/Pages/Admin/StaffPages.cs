using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Admin;

/// <summary>The page with all accounts and the form for a new one.</summary>
internal static class StaffPages
{
    public const string Path = "/desk/admin/staff";

    public static Task<IResult> ShowAsync(DeskDb db, CancellationToken cancellation) =>
        RenderAsync(db, AccountForm.Empty, null, StatusCodes.Status200OK, cancellation);

    public static async Task<IResult> AddAsync(HttpContext http, StaffAccounts accounts, DeskDb db, CancellationToken cancellation)
    {
        var sent = await FormPost.ReadAsync(http);
        var form = AccountForm.FromForm(sent);
        if (!sent.HasValidToken) return await RenderAsync(db, form, "admin.stale", StatusCodes.Status400BadRequest, cancellation);
        var password = sent.Raw("password");
        var faults = await form.ApplyAsync(
            details => accounts.AddAsync(details, password, http.SecurityOrigin()), details => accounts.CheckNewAsync(details, password));
        return faults.Count == 0 ? TypedResults.LocalRedirect(PathFor(form.User.Trim()))
            : await RenderAsync(db, form with { Faults = faults }, null, StatusCodes.Status422UnprocessableEntity, cancellation);
    }

    public static string PathFor(string user) => $"{Path}/{Uri.EscapeDataString(user)}";

    private static async Task<IResult> RenderAsync(
        DeskDb db, AccountForm form, string? errorKey, int status, CancellationToken cancellation)
    {
        var staff = await db.Users.AsNoTracking().OrderByDescending(u => u.Active).ThenBy(u => u.UserName).ToListAsync(cancellation);
        return PageResult.For<StaffPage>(new { Staff = staff, Form = form, ErrorKey = errorKey }, status);
    }
}
