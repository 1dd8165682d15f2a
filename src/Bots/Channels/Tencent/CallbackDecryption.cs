using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EcomCenter.Bots.Channels.Tencent;

/// <summary>
/// Decrypts the messages of Tencent's servers. The cipher is AES-256-CBC with padding to 32 bytes. The plain text consists of 16 random
/// bytes, the length of the message, the message and the id of its receiver: the AppId of an account or the id of a corporation.
/// </summary>
internal static class CallbackDecryption
{
    private const int RandomBytes = 16, PaddingBlock = 32;

    /// <summary>Returns null if the text was not encrypted with this key for this receiver.</summary>
    public static string? TryDecrypt(string encrypted, string encodingAesKey, string receiver)
    {
        var bytes = new byte[encrypted.Length];
        if (!Convert.TryFromBase64String(encrypted, bytes, out var length) || length == 0 || length % PaddingBlock != 0) return null;
        var plain = DecryptBytes(bytes.AsSpan(0, length), encodingAesKey);
        var padding = plain[^1];
        return padding is >= 1 and <= PaddingBlock && plain.Length - padding >= RandomBytes + sizeof(int)
            ? ReadMessage(plain.AsSpan(RandomBytes, plain.Length - padding - RandomBytes), receiver) : null;
    }

    private static string? ReadMessage(ReadOnlySpan<byte> plain, string receiver)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(plain);
        var rest = plain[sizeof(int)..];
        if (length < 0 || length > rest.Length) return null;
        return CryptographicOperations.FixedTimeEquals(rest[length..], Encoding.UTF8.GetBytes(receiver))
            ? Encoding.UTF8.GetString(rest[..length]) : null;
    }

    // The padding is to 32 bytes and not to the cipher's block size, so the caller removes the padding.
    private static byte[] DecryptBytes(ReadOnlySpan<byte> bytes, string encodingAesKey)
    {
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(encodingAesKey + "=");
        return aes.DecryptCbc(bytes, aes.Key.AsSpan(0, 16), PaddingMode.None);
    }
}
