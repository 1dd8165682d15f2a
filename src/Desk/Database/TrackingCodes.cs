using System.Security.Cryptography;
using System.Text;
using EcomCenter.Contracts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database;

/// <summary>
/// Derives tracking codes from a secret of this installation, which is created at the first start and stored in the database.
/// Codes themselves are not stored, and a ticket always has the same code.
/// </summary>
public sealed class TrackingCodes(IDbContextFactory<DeskDb> contexts)
{
    private const string SecretName = "tracking";

    // Without 0/O, 1/I/L and U/V, which are confused when a code is read aloud or written by hand.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTWXYZ";

    private byte[] _secret = [];

    public async Task LoadAsync(CancellationToken cancellation) =>
        _secret = await FindSecretAsync(cancellation) ?? await CreateSecretAsync(cancellation);

    private async Task<byte[]?> FindSecretAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Secrets.Where(s => s.Name == SecretName).Select(s => s.Value).FirstOrDefaultAsync(cancellation);
    }

    private async Task<byte[]> CreateSecretAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = new SecretRow { Name = SecretName, Value = RandomNumberGenerator.GetBytes(32) };
        db.Secrets.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return row.Value;
        }
        catch (DbUpdateException)
        {
            // Another process that started at the same time has created the secret.
            if (await FindSecretAsync(cancellation) is { } existing) return existing;
            throw;
        }
    }

    /// <summary>
    /// Returns the code of a ticket: eight letters and digits, about 39 bits. The rate limit on attempts makes guessing hopeless.
    /// </summary>
    public string GetCode(TicketNumber number)
    {
        if (_secret.Length == 0) throw new InvalidOperationException("The secret of tracking codes is not loaded yet.");
        var mac = HMACSHA256.HashData(_secret, Encoding.ASCII.GetBytes(number.ToString()));
        var value = BitConverter.ToUInt64(mac);
        return string.Create(8, value, static (code, rest) =>
        {
            for (var i = 0; i < code.Length; i++)
            {
                code[i] = Alphabet[(int)(rest % (ulong)Alphabet.Length)];
                rest /= (ulong)Alphabet.Length;
            }
        });
    }

    /// <summary>Compares an entered code in fixed time. Spaces, hyphens and letter case are ignored.</summary>
    public bool Matches(TicketNumber number, string entered)
    {
        var read = new string([.. entered.Where(char.IsLetterOrDigit).Take(32)]).ToUpperInvariant();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(read), Encoding.UTF8.GetBytes(GetCode(number)));
    }
}
