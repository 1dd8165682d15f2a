using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Admin;

/// <summary>The page of one account and its three forms.</summary>
internal static class AccountPages
{
    public static async Task<IResult> ShowAsync(string user, UserManager<StaffMember> users) =>
        await users.FindByNameAsync(user) is { } member
            ? PageResult.For<AccountPage>(new { Member = member, Form = AccountForm.FromMember(member) })
            : TypedResults.NotFound();

    public static Task<IResult> ChangeAsync(
        HttpContext http, string user, UserManager<StaffMember> users, StaffAccounts accounts, DeskDb db) =>
        SubmitAsync(http, user, users, db, form =>
        {
            var typed = AccountForm.FromForm(form, user);
            return typed.ApplyAsync(
                details => accounts.ChangeAsync(details, http.SecurityOrigin(), typed.IsAsSeen),
                details => Task.FromResult(accounts.Check(details)));
        });

    public static Task<IResult> SetPasswordAsync(
        HttpContext http, string user, UserManager<StaffMember> users, StaffAccounts accounts, DeskDb db) =>
        SubmitAsync(http, user, users, db, form => accounts.SetPasswordAsync(user, form.Raw("password"), http.SecurityOrigin()));

    public static Task<IResult> SetActiveAsync(
        HttpContext http, string user, UserManager<StaffMember> users, StaffAccounts accounts, DeskDb db) =>
        SubmitAsync(http, user, users, db, form => accounts.SetActiveAsync(user, form.Raw("active") == "true", http.SecurityOrigin()));

    private static async Task<IResult> SubmitAsync(
        HttpContext http, string user, UserManager<StaffMember> users, DeskDb db,
        Func<FormPost, Task<IReadOnlyList<FieldFault>>> change)
    {
        if (await users.FindByNameAsync(user) is not { } member) return TypedResults.NotFound();
        var sent = await FormPost.ReadAsync(http);
        var typed = sent.Contains("role") ? AccountForm.FromForm(sent, user) : null;
        if (!sent.HasValidToken) return Render(member, typed, "admin.stale", StatusCodes.Status400BadRequest);
        var faults = await change(sent);
        if (faults.Count == 0) return TypedResults.LocalRedirect(StaffPages.PathFor(user) + "?done=1");

        // Read anew: the account that was tracked has what was typed, not what is stored.
        var stored = await db.Users.AsNoTracking().FirstAsync(account => account.Id == member.Id, http.RequestAborted);
        return typed is not null && faults.Contains(StaffAccounts.ChangedMeanwhile)
            ? Render(stored, typed.ShowBeside(AccountForm.FromMember(stored)), "admin.changedMeanwhile", StatusCodes.Status409Conflict)
            : Render(stored, (typed ?? AccountForm.FromMember(stored)) with { Faults = faults }, null,
                StatusCodes.Status422UnprocessableEntity);
    }

    private static RazorComponentResult<AccountPage> Render(StaffMember member, AccountForm? form, string? errorKey, int status) =>
        PageResult.For<AccountPage>(
            new { Member = member, Form = form ?? AccountForm.FromMember(member), ErrorKey = errorKey }, status);
}
