using System.Security.Claims;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// The principals of staff accounts. A new password, another role or a deactivation applies to signed-in sessions within a second.
/// </summary>
public sealed class StaffAccountCache(IDbContextFactory<DeskDb> contexts, StaffSessions sessions)
{
    private readonly BriefCache<StaffMember> _accounts = new(async id =>
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id && u.Active);
    });

    /// <summary>
    /// The current principal of the account; null if the session has ended, or the account is gone, deactivated or has a new password.
    /// </summary>
    public async Task<ClaimsPrincipal?> RefreshAsync(ClaimsPrincipal signedIn)
    {
        if (signedIn.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id || !await sessions.IsOpenAsync(signedIn)) return null;
        var account = await _accounts.FindAsync(id);
        return account?.SecurityStamp is not null && account.SecurityStamp == signedIn.FindFirstValue(StaffPrincipalFactory.StampClaim)
            ? StaffPrincipalFactory.Create(account, signedIn.FindFirstValue(StaffPrincipalFactory.SessionClaim)) : null;
    }

    /// <inheritdoc cref="BriefCache{T}.Remove"/>
    public void Remove(string id) => _accounts.Remove(id);
}
