using System.Security.Cryptography;
using System.Text;
using EcomCenter.Contracts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Storage;

/// <summary>
/// Derives tracking codes from a secret of this installation, which is created at the first start and stored in the database.
/// Codes themselves are not stored, and a ticket always has the same code.
/// </summary>
public sealed class Secrets(IDbContextFactory<DeskDb> contexts)
{
    private const string Tracking = "tracking";

    // Without 0/O, 1/I/L and U/V, which are confused when a code is read aloud or written by hand.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTWXYZ";

    private byte[] _tracking = [];

    public async Task LoadAsync(CancellationToken cancellation) =>
        _tracking = await FindAsync(cancellation) ?? await MakeAsync(cancellation);

    private async Task<byte[]?> FindAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Secrets.Where(s => s.Name == Tracking).Select(s => s.Value).FirstOrDefaultAsync(cancellation);
    }

    private async Task<byte[]> MakeAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = new SecretRow { Name = Tracking, Value = RandomNumberGenerator.GetBytes(32) };
        db.Secrets.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return row.Value;
        }
        catch (DbUpdateException)
        {
            // Another process that started at the same time has created the secret.
            if (await FindAsync(cancellation) is { } existing) return existing;
            throw;
        }
    }

    /// <summary>
    /// Returns the code of a ticket: eight letters and digits, about 39 bits. The rate limit on attempts makes guessing hopeless.
    /// </summary>
    public string TrackingCodeOf(TicketNumber number)
    {
        if (_tracking.Length == 0) throw new InvalidOperationException("The secret of tracking codes is not loaded yet.");
        var mac = HMACSHA256.HashData(_tracking, Encoding.ASCII.GetBytes(number.ToString()));
        var value = BitConverter.ToUInt64(mac);
        return string.Create(8, value, static (code, rest) =>
        {
            for (var i = 0; i < code.Length; i++)
            {
                code[i] = Letters[(int)(rest % (ulong)Letters.Length)];
                rest /= (ulong)Letters.Length;
            }
        });
    }

    /// <summary>Compares an entered code in fixed time. Spaces, hyphens and letter case are ignored.</summary>
    public bool IsTrackingCodeOf(TicketNumber number, string written)
    {
        var read = new string([.. written.Where(char.IsLetterOrDigit).Take(32)]).ToUpperInvariant();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(read), Encoding.UTF8.GetBytes(TrackingCodeOf(number)));
    }
}
