using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// Creates the claims of the staff cookie. Role and department are refreshed on every request, see <see cref="StaffRing"/>.
/// </summary>
internal sealed class StaffPrincipals : IUserClaimsPrincipalFactory<StaffMember>
{
    public const string Stamp = "AspNet.Identity.SecurityStamp";

    public static ClaimsPrincipal Of(StaffMember member) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, member.Id), new(ClaimTypes.Name, member.UserName ?? ""), new(Stamp, member.SecurityStamp ?? ""),
            .. Principals.ClaimsOf(member),
        ], Principals.CookieScheme));

    public Task<ClaimsPrincipal> CreateAsync(StaffMember user) => Task.FromResult(Of(user));
}
