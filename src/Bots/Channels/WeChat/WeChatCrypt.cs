using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Decrypts WeChat messages. The cipher is AES-256-CBC with padding to 32 bytes. The plain text consists of 16 random bytes, the length
/// of the message, the message and the AppId of the receiving account.
/// </summary>
internal static class WeChatCrypt
{
    private const int Random = 16, Block = 32;

    /// <summary>Returns null if the text was not encrypted with this key for this account.</summary>
    public static string? Open(string sealedText, string encodingAesKey, string appId)
    {
        var bytes = new byte[sealedText.Length];
        if (!Convert.TryFromBase64String(sealedText, bytes, out var length) || length == 0 || length % Block != 0) return null;
        var plain = Decrypt(bytes.AsSpan(0, length), encodingAesKey);
        var padding = plain[^1];
        return padding is >= 1 and <= Block && plain.Length - padding >= Random + sizeof(int)
            ? Text(plain.AsSpan(Random, plain.Length - padding - Random), appId) : null;
    }

    private static string? Text(ReadOnlySpan<byte> plain, string appId)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(plain);
        var rest = plain[sizeof(int)..];
        if (length < 0 || length > rest.Length) return null;
        return CryptographicOperations.FixedTimeEquals(rest[length..], Encoding.UTF8.GetBytes(appId))
            ? Encoding.UTF8.GetString(rest[..length]) : null;
    }

    // WeChat pads to 32 bytes and not to the cipher's block size, so the caller removes the padding.
    private static byte[] Decrypt(ReadOnlySpan<byte> bytes, string encodingAesKey)
    {
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(encodingAesKey + "=");
        return aes.DecryptCbc(bytes, aes.Key.AsSpan(0, 16), PaddingMode.None);
    }
}
