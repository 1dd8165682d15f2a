using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// The one-time link to create the first account. Only its hash is kept, in memory: a restart prints a new link.
/// </summary>
public sealed class FirstAdminLink(IDbContextFactory<DeskDb> contexts) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private byte[]? _hash;

    /// <summary>Creates a link and returns its path; null if there is an account already.</summary>
    public async Task<string?> CreatePathAsync(CancellationToken cancellation)
    {
        if (await AnyAccountAsync(cancellation)) return null;
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        _hash = Hash(token);
        return "/first-admin/" + token;
    }

    public async Task<bool> IsValidAsync(string token, CancellationToken cancellation) =>
        _hash is { } hash && CryptographicOperations.FixedTimeEquals(hash, Hash(token)) && !await AnyAccountAsync(cancellation);

    /// <summary>Creates the account once. Concurrent and later calls get null.</summary>
    public async Task<IReadOnlyList<FieldFault>?> UseAsync(
        string token, Func<Task<IReadOnlyList<FieldFault>>> createAccount, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (!await IsValidAsync(token, cancellation)) return null;
            var faults = await createAccount();
            if (faults.Count == 0) _hash = null;
            return faults;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private async Task<bool> AnyAccountAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Users.AnyAsync(cancellation);
    }
}
