using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// Creates the claims of the staff cookie. Role and department are refreshed on every request, see <see cref="StaffAccountCache"/>.
/// </summary>
internal sealed class StaffPrincipalFactory : IUserClaimsPrincipalFactory<StaffMember>
{
    public const string StampClaim = "AspNet.Identity.SecurityStamp", SessionClaim = "desk:session";

    /// <param name="sessionToken">The token of the session that the cookie belongs to.</param>
    public static ClaimsPrincipal Create(StaffMember member, string? sessionToken) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, member.Id), new(ClaimTypes.Name, member.UserName ?? ""),
            new(StampClaim, member.SecurityStamp ?? ""),
            .. ActorClaims.CreateClaims(member),
            .. sessionToken is null ? Array.Empty<Claim>() : [new(SessionClaim, sessionToken)],
        ], ActorClaims.CookieScheme));

    public Task<ClaimsPrincipal> CreateAsync(StaffMember user) => Task.FromResult(Create(user, sessionToken: null));
}
