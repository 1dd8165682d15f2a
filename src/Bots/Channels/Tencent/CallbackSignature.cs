using System.Security.Cryptography;
using System.Text;

namespace EcomCenter.Bots.Channels.Tencent;

/// <summary>
/// The signature that Tencent's servers put into the address of each request. <paramref name="MessageSignature"/> signs the encrypted
/// message.
/// </summary>
public sealed record CallbackSignature(
    string Signature, string Timestamp, string Nonce, string? EncryptType = null, string? MessageSignature = null)
{
    public bool IsEncrypted => EncryptType == "aes" || MessageSignature is not null;

    /// <summary>Computes the signature: SHA-1 over the parts in ordinal order.</summary>
    internal static string Compute(params ReadOnlySpan<string> parts)
    {
        var sorted = parts.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(sorted))));
    }

    /// <summary>Compares two signatures in constant time.</summary>
    internal static bool AreEqual(string expected, string? actual) =>
        actual is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(actual));
}
