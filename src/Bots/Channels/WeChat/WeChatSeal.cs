using System.Security.Cryptography;
using System.Text;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>What WeChat puts into the address of everything it sends: the proof that it is WeChat. <paramref name="OfBody"/> signs a sealed message itself.</summary>
public sealed record WeChatSeal(string Signature, string Timestamp, string Nonce, string? EncryptType = null, string? OfBody = null)
{
    public bool IsSealed => EncryptType == "aes" || OfBody is not null;

    /// <summary>WeChat's signature: SHA-1 over the parts in the order of their letters.</summary>
    internal static string Sign(params ReadOnlySpan<string> parts)
    {
        var sorted = parts.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(sorted))));
    }

    /// <summary>Takes the same time wherever the two differ.</summary>
    internal static bool IsSame(string ours, string? theirs) =>
        theirs is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(ours), Encoding.UTF8.GetBytes(theirs));
}
