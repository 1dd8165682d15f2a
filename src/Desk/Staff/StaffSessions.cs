using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// The signed-in browsers. A session ends at sign-out, when a member ends it from another browser, and twelve hours after sign-in, whatever
/// cookie the browser still has. A session that was ended anywhere is refused within a second. Where nothing can be written, as on a full
/// disk, this program keeps in memory what begins and ends, because staff must get in to help the residents who wait.
/// </summary>
public sealed class StaffSessions(DeskWriter writer, IDbContextFactory<DeskDb> contexts, TimeProvider time)
{
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(12);

    private const int MaxBrowserLength = 200;

    private readonly BriefCache<StaffSession> _open = new(async hash =>
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.StaffSessions.AsNoTracking().FirstOrDefaultAsync(s => s.TokenHash == hash);
    });

    /// <summary>The sessions that were ended while nothing could be written, with the time of their end.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _endedUnwritten = new();

    /// <summary>The sessions that began while nothing could be written.</summary>
    private readonly ConcurrentDictionary<string, StaffSession> _begunUnwritten = new();

    /// <summary>Opens a session. Returns the token for its cookie, which is not stored.</summary>
    public async Task<string> OpenAsync(StaffMember member, string address, string browser)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var session = new StaffSession
        {
            TokenHash = Hash(token), UserId = member.Id, SignedInAt = time.Now(), Address = address,
            Browser = browser.Length > MaxBrowserLength ? browser[..MaxBrowserLength] : browser,
        };
        try
        {
            await AddAsync(session, () => true);
        }
        catch (StorageUnavailableException)
        {
            _begunUnwritten[session.TokenHash] = session;
        }

        return token;
    }

    /// <summary>The hash of the session's token; null for a principal without a session.</summary>
    public static string? FindHash(ClaimsPrincipal signedIn) =>
        signedIn.FindFirstValue(StaffPrincipalFactory.SessionClaim) is { } token ? Hash(token) : null;

    public async Task<bool> IsOpenAsync(ClaimsPrincipal signedIn) =>
        FindHash(signedIn) is { } hash && !_endedUnwritten.ContainsKey(hash)
        && (_begunUnwritten.GetValueOrDefault(hash) ?? await _open.FindAsync(hash)) is { } session
        && session.SignedInAt > time.Now() - Lifetime && session.UserId == signedIn.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>The open sessions of an account, the newest first.</summary>
    public async Task<IReadOnlyList<StaffSession>> ListAsync(string userId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var since = time.Now() - Lifetime;
        var written = await db.StaffSessions.AsNoTracking().Where(s => s.UserId == userId && s.SignedInAt > since)
            .ToListAsync(cancellation);
        var unwritten = _begunUnwritten.Values.Where(s => s.UserId == userId && s.SignedInAt > since);
        return [.. written.UnionBy(unwritten, s => s.TokenHash).OrderByDescending(s => s.SignedInAt)];
    }

    /// <summary>
    /// Ends one session of the account. Returns false if it has ended already or belongs to another account. Where nothing can be written,
    /// this program refuses the session from now on, and its row goes as soon as it can.
    /// </summary>
    public async Task<bool> EndAsync(string userId, string tokenHash)
    {
        if (_begunUnwritten.TryGetValue(tokenHash, out var begun))
        {
            if (begun.UserId != userId) return false;
            // A write that failed may have been committed all the same, or may be under way.
            _endedUnwritten[tokenHash] = time.Now();
            return _begunUnwritten.TryRemove(tokenHash, out _);
        }

        try
        {
            var ended = await DeleteAsync(s => s.TokenHash == tokenHash && s.UserId == userId);
            _open.Remove(tokenHash);
            return ended > 0;
        }
        catch (StorageUnavailableException)
        {
            if ((_open.FindKept(tokenHash) ?? await _open.FindAsync(tokenHash))?.UserId != userId) return false;
            _endedUnwritten[tokenHash] = time.Now();
            return true;
        }
    }

    /// <summary>Writes what began and ended while nothing could be written. It may run twice at once.</summary>
    public async Task CatchUpAsync()
    {
        foreach (var (hash, session) in _begunUnwritten)
        {
            await AddAsync(session, () => _begunUnwritten.ContainsKey(hash));
            _begunUnwritten.TryRemove(hash, out _);
        }

        foreach (var hash in _endedUnwritten.Keys)
        {
            await DeleteAsync(s => s.TokenHash == hash);
            _endedUnwritten.TryRemove(hash, out _);
        }
    }

    // A write that failed may have been committed all the same.
    private Task AddAsync(StaffSession session, Func<bool> isWanted) => writer.WriteAsync(async unit =>
    {
        if (isWanted() && !await unit.Db.StaffSessions.AnyAsync(s => s.TokenHash == session.TokenHash))
            unit.Db.StaffSessions.Add(session);
    }, CancellationToken.None);

    private Task<int> DeleteAsync(Expression<Func<StaffSession, bool>> which) =>
        writer.WriteAsync(unit => unit.Db.StaffSessions.Where(which).ExecuteDeleteAsync(), CancellationToken.None);

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
