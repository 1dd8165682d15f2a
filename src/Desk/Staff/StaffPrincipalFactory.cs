using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// Creates the claims of the staff cookie. Role and department are refreshed on every request, see <see cref="StaffAccountCache"/>.
/// </summary>
internal sealed class StaffPrincipalFactory : IUserClaimsPrincipalFactory<StaffMember>
{
    public const string StampClaim = "AspNet.Identity.SecurityStamp";

    public static ClaimsPrincipal Create(StaffMember member) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, member.Id), new(ClaimTypes.Name, member.UserName ?? ""),
            new(StampClaim, member.SecurityStamp ?? ""),
            .. ActorClaims.CreateClaims(member),
        ], ActorClaims.CookieScheme));

    public Task<ClaimsPrincipal> CreateAsync(StaffMember user) => Task.FromResult(Create(user));
}
