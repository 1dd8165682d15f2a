using System.Security.Cryptography;
using System.Text;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// The signature that WeChat puts into the address of each request. <paramref name="OfBody"/> signs the encrypted message.
/// </summary>
public sealed record WeChatSeal(string Signature, string Timestamp, string Nonce, string? EncryptType = null, string? OfBody = null)
{
    public bool IsSealed => EncryptType == "aes" || OfBody is not null;

    /// <summary>Computes WeChat's signature: SHA-1 over the parts in ordinal order.</summary>
    internal static string Sign(params ReadOnlySpan<string> parts)
    {
        var sorted = parts.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(sorted))));
    }

    /// <summary>Compares two signatures in constant time.</summary>
    internal static bool IsSame(string ours, string? theirs) =>
        theirs is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(ours), Encoding.UTF8.GetBytes(theirs));
}
