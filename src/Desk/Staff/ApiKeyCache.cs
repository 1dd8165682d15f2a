using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Claims;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// Caches the principals of API keys for less than a second: a new key works at once, a revoked one fails within a second. Uses real time
/// instead of the injected clock, because a revocation must not wait for a stopped clock.
/// </summary>
public sealed class ApiKeyCache(IDbContextFactory<DeskDb> contexts)
{
    private static readonly TimeSpan CacheDuration = TimeSpan.FromMilliseconds(750);

    private readonly ConcurrentDictionary<string, CachedKey> _cached = new();

    public Task<ClaimsPrincipal?> FindPrincipalAsync(string key)
    {
        var hash = ApiKeyGenerator.Hash(key);
        return _cached.TryGetValue(hash, out var entry) && Stopwatch.GetElapsedTime(entry.Since) < CacheDuration ? entry.Found
            : LoadAsync(hash);
    }

    private async Task<ClaimsPrincipal?> LoadAsync(string hash)
    {
        var since = Stopwatch.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync();
        var row = await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == null);
        if (row is null)
        {
            _cached.TryRemove(hash, out _);
            return null;
        }

        var found = ActorClaims.CreatePrincipal(row);
        _cached[hash] = new(since, Task.FromResult<ClaimsPrincipal?>(found));
        return found;
    }

    private sealed record CachedKey(long Since, Task<ClaimsPrincipal?> Found);
}
