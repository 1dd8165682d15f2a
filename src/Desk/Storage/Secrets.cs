using System.Security.Cryptography;
using System.Text;
using EcomCenter.Contracts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Storage;

/// <summary>
/// This installation's secret, made at its first start and kept in its database. Tracking codes are derived from it, so that none is stored
/// and the same ticket always has the same one.
/// </summary>
public sealed class Secrets(IDbContextFactory<DeskDb> contexts)
{
    private const string Tracking = "tracking";

    // No 0/O, 1/I/L, U/V: read aloud and written by hand.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTWXYZ";

    private byte[] _tracking = [];

    public async Task LoadAsync(CancellationToken cancellation) => _tracking = await FindAsync(cancellation) ?? await MakeAsync(cancellation);

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
            // Another process of the same first start was quicker.
            if (await FindAsync(cancellation) is { } theirs) return theirs;
            throw;
        }
    }

    /// <summary>Eight letters and digits, about 39 bits: with the limit on guessing, out of reach.</summary>
    public string TrackingCodeOf(TicketNumber number)
    {
        if (_tracking.Length == 0) throw new InvalidOperationException("The secrets are not loaded yet.");
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

    /// <summary>Compares in fixed time; spaces, hyphens and case don't matter.</summary>
    public bool IsTrackingCodeOf(TicketNumber number, string written)
    {
        var read = new string([.. written.Where(char.IsLetterOrDigit).Take(32)]).ToUpperInvariant();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(read), Encoding.UTF8.GetBytes(TrackingCodeOf(number)));
    }
}
