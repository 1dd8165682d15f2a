using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Claims;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// Caches the principals of staff accounts for less than a second, so that a new password, another role or a deactivation applies to
/// signed-in sessions within a second. Uses real time instead of the injected clock, because a deactivation must not wait for a stopped
/// clock.
/// </summary>
public sealed class StaffAccountCache(IDbContextFactory<DeskDb> contexts)
{
    private static readonly TimeSpan CacheDuration = TimeSpan.FromMilliseconds(750);

    private readonly ConcurrentDictionary<string, CachedAccount> _cached = new();

    /// <summary>The current principal of the account; null if the account is gone, deactivated or has a new password.</summary>
    public async Task<ClaimsPrincipal?> RefreshAsync(ClaimsPrincipal signedIn)
    {
        if (signedIn.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id) return null;
        var entry = _cached.TryGetValue(id, out var known) && Stopwatch.GetElapsedTime(known.Since) < CacheDuration ? known
            : await LoadAsync(id);
        return entry?.Stamp is not null && entry.Stamp == signedIn.FindFirstValue(StaffPrincipalFactory.StampClaim) ? entry.Principal
            : null;
    }

    /// <summary>Makes a change by this node apply at once.</summary>
    public void Remove(string id) => _cached.TryRemove(id, out _);

    private async Task<CachedAccount?> LoadAsync(string id)
    {
        var since = Stopwatch.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync();
        var member = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id && u.Active);
        if (member is not null) return _cached[id] = new(since, member.SecurityStamp, StaffPrincipalFactory.Create(member));
        Remove(id);
        return null;
    }

    private sealed record CachedAccount(long Since, string? Stamp, ClaimsPrincipal Principal);
}
