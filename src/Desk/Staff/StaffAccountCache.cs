using System.Security.Claims;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// The principals of staff accounts. A new password, another role or a deactivation applies to signed-in sessions within a second.
/// </summary>
public sealed class StaffAccountCache(IDbContextFactory<DeskDb> contexts)
{
    private readonly BriefCache<CachedAccount> _accounts = new(async id =>
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id && u.Active) is { } member
            ? new(member.SecurityStamp, StaffPrincipalFactory.Create(member)) : null;
    });

    /// <summary>The current principal of the account; null if the account is gone, deactivated or has a new password.</summary>
    public async Task<ClaimsPrincipal?> RefreshAsync(ClaimsPrincipal signedIn)
    {
        if (signedIn.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id) return null;
        var account = await _accounts.FindAsync(id);
        return account?.Stamp is not null && account.Stamp == signedIn.FindFirstValue(StaffPrincipalFactory.StampClaim)
            ? account.Principal : null;
    }

    /// <inheritdoc cref="BriefCache{T}.Remove"/>
    public void Remove(string id) => _accounts.Remove(id);

    private sealed record CachedAccount(string? Stamp, ClaimsPrincipal Principal);
}
