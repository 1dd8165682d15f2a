using System.Security.Cryptography;
using System.Text;

namespace EcomCenter.Desk.Tickets;

/// <summary>
/// The SHA-256 of a salt and a text, in hex. It proves later what the text was, and reveals nothing once salt and text are erased.
/// </summary>
public readonly record struct TextHash(string Value)
{
    public const int SaltLength = 16;

    public static TextHash Compute(byte[] salt, string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return new(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public override string ToString() => Value;
}
