using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Claims;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// Caches the principals of API keys for less than a second: a new key works at once, a revoked one fails within a second. Uses real time
/// instead of the injected clock, because a revocation must not wait for a stopped clock.
/// </summary>
public sealed class KeyRing(IDbContextFactory<DeskDb> contexts)
{
    private static readonly TimeSpan Life = TimeSpan.FromMilliseconds(750);

    private readonly ConcurrentDictionary<string, Entry> _known = new();

    public Task<ClaimsPrincipal?> FindAsync(string key)
    {
        var hash = Keys.HashOf(key);
        return _known.TryGetValue(hash, out var entry) && Stopwatch.GetElapsedTime(entry.Since) < Life ? entry.Found : LookAsync(hash);
    }

    private async Task<ClaimsPrincipal?> LookAsync(string hash)
    {
        var since = Stopwatch.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync();
        var row = await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == null);
        if (row is null)
        {
            _known.TryRemove(hash, out _);
            return null;
        }

        var found = Principals.Of(row);
        _known[hash] = new(since, Task.FromResult<ClaimsPrincipal?>(found));
        return found;
    }

    private sealed record Entry(long Since, Task<ClaimsPrincipal?> Found);
}
