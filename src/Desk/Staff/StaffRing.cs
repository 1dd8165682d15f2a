using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Claims;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// Who an account is by now. Remembered for less than a second, so that a new password, another role or a deactivation holds within the second
/// for who is signed in already. Real time on purpose, whatever clock the program was given.
/// </summary>
public sealed class StaffRing(IDbContextFactory<DeskDb> contexts)
{
    private static readonly TimeSpan Life = TimeSpan.FromMilliseconds(750);

    private readonly ConcurrentDictionary<string, Entry> _known = new();

    /// <summary>The principal as the account stands now; null when the account is gone, deactivated, or has a new password.</summary>
    public async Task<ClaimsPrincipal?> AgainAsync(ClaimsPrincipal signedIn)
    {
        if (signedIn.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id) return null;
        var entry = _known.TryGetValue(id, out var known) && Stopwatch.GetElapsedTime(known.Since) < Life ? known : await LookAsync(id);
        return entry?.Stamp is not null && entry.Stamp == signedIn.FindFirstValue(StaffPrincipals.Stamp) ? entry.Principal : null;
    }

    /// <summary>What this node itself changed holds at once.</summary>
    public void Forget(string id) => _known.TryRemove(id, out _);

    private async Task<Entry?> LookAsync(string id)
    {
        var since = Stopwatch.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync();
        var member = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id && u.Active);
        if (member is not null) return _known[id] = new(since, member.SecurityStamp, StaffPrincipals.Of(member));
        Forget(id);
        return null;
    }

    private sealed record Entry(long Since, string? Stamp, ClaimsPrincipal Principal);
}
