using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EcomCenter.Contracts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database;

/// <summary>
/// Derives tracking codes from a secret of this installation, which is created at the first start and stored in the database.
/// Codes themselves are not stored, and a ticket always has the same code. A restored backup starts a new epoch with a secret of its
/// own for all numbers from the first one given after it, so that the code on an older slip never fits a newer ticket.
/// </summary>
public sealed class TrackingCodes(IDbContextFactory<DeskDb> contexts)
{
    /// <summary>The name of the first secret; that of a later epoch continues with a colon and its first number.</summary>
    private const string SecretName = "tracking";

    private Epoch[] _epochs = [];

    public async Task LoadAsync(CancellationToken cancellation)
    {
        var epochs = await ReadEpochsAsync(cancellation);
        if (!epochs.Exists(epoch => epoch.FirstCounter == 0))
        {
            await CreateSecretAsync(cancellation);
            epochs = await ReadEpochsAsync(cancellation);
        }

        _epochs = [.. epochs.OrderByDescending(epoch => epoch.FirstCounter)];
    }

    /// <summary>Creates the secret of an epoch that begins with the ticket number of this counter value.</summary>
    internal static SecretRow CreateEpoch(long firstCounter) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"{SecretName}:{firstCounter}"), Value = CreateSecret(),
    };

    /// <summary>
    /// Returns the code of a ticket: eight letters and digits, about 39 bits. The rate limit on attempts makes guessing hopeless.
    /// </summary>
    public string GetCode(TicketNumber number)
    {
        var mac = HMACSHA256.HashData(FindSecret(number), Encoding.ASCII.GetBytes(number.ToString()));
        var value = BitConverter.ToUInt64(mac);
        return string.Create(TrackingCodeText.Length, value, static (code, rest) =>
        {
            for (var i = 0; i < code.Length; i++)
            {
                code[i] = TrackingCodeText.Alphabet[(int)(rest % (ulong)TrackingCodeText.Alphabet.Length)];
                rest /= (ulong)TrackingCodeText.Alphabet.Length;
            }
        });
    }

    /// <summary>Compares an entered code in fixed time. Spaces, hyphens and letter case are ignored.</summary>
    public bool Matches(TicketNumber number, string entered)
    {
        var read = new string([.. entered.Where(char.IsLetterOrDigit).Take(32)]).ToUpperInvariant();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(read), Encoding.UTF8.GetBytes(GetCode(number)));
    }

    private static byte[] CreateSecret() => RandomNumberGenerator.GetBytes(32);

    private byte[] FindSecret(TicketNumber number)
    {
        if (_epochs.Length == 0) throw new InvalidOperationException("The secret of tracking codes is not loaded yet.");
        if (_epochs.Length == 1) return _epochs[0].Secret;
        var counter = number.ToCounter();
        return _epochs.First(epoch => epoch.FirstCounter <= counter).Secret;
    }

    private async Task<List<Epoch>> ReadEpochsAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.Secrets.AsNoTracking().Where(s => s.Name == SecretName || s.Name.StartsWith(SecretName + ":"))
            .ToListAsync(cancellation);
        return rows.ConvertAll(row => new Epoch(ReadFirstCounter(row.Name), row.Value));
    }

    private static long ReadFirstCounter(string name) =>
        name == SecretName ? 0 : long.Parse(name.AsSpan(SecretName.Length + 1), CultureInfo.InvariantCulture);

    private async Task CreateSecretAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        db.Secrets.Add(new() { Name = SecretName, Value = CreateSecret() });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Another process that started at the same time may have created the secret.
            if (!(await ReadEpochsAsync(cancellation)).Exists(epoch => epoch.FirstCounter == 0)) throw;
        }
    }

    private sealed record Epoch(long FirstCounter, byte[] Secret);
}
