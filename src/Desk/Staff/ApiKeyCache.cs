using System.Security.Claims;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>The principals of API keys: a new key works at once, a revoked one fails within a second.</summary>
public sealed class ApiKeyCache(IDbContextFactory<DeskDb> contexts)
{
    private readonly BriefCache<ClaimsPrincipal> _principals = new(async hash =>
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == null) is { } key
            ? ActorClaims.CreatePrincipal(key) : null;
    });

    public ValueTask<ClaimsPrincipal?> FindPrincipalAsync(string key) => _principals.FindAsync(ApiKeyGenerator.Hash(key));
}
