using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Pages.SignIn;

/// <summary>Checks a user name and password. Neither the result nor its timing reveals which of the two was wrong.</summary>
internal sealed class PasswordCheck(UserManager<StaffMember> users, SignInManager<StaffMember> signIn)
{
    private static readonly StaffMember DummyMember = new() { DisplayName = "", Role = StaffRole.Clerk };
    private static readonly string DummyHash = new PasswordHasher<StaffMember>().HashPassword(DummyMember, Guid.NewGuid().ToString());

    public async Task<StaffMember?> CheckAsync(string user, string password)
    {
        if (password.Length > StaffRules.MaxPasswordLength || await users.FindByNameAsync(user.Trim()) is not { Active: true } member)
        {
            users.PasswordHasher.VerifyHashedPassword(DummyMember, DummyHash,
                password.Length > StaffRules.MaxPasswordLength ? "" : password);
            return null;
        }

        return (await signIn.CheckPasswordSignInAsync(member, password, lockoutOnFailure: true)).Succeeded ? member : null;
    }
}
