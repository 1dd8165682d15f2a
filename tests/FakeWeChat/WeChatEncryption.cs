using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EcomCenter.FakeWeChat;

/// <summary>Signs and encrypts messages as WeChat does.</summary>
public static class WeChatEncryption
{
    public static string Sign(params string[] parts)
    {
        Array.Sort(parts, StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
    }

    public static string Encrypt(string text, string encodingAesKey, string appId)
    {
        var (bytes, id) = (Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(appId));
        var length = 16 + 4 + bytes.Length + id.Length;
        var padding = 32 - (length % 32);
        var plain = new byte[length + padding];
        RandomNumberGenerator.Fill(plain.AsSpan(0, 16));
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(16), bytes.Length);
        bytes.CopyTo(plain, 20);
        id.CopyTo(plain, 20 + bytes.Length);
        plain.AsSpan(length).Fill((byte)padding);
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(encodingAesKey + "=");
        return Convert.ToBase64String(aes.EncryptCbc(plain, aes.Key.AsSpan(0, 16), PaddingMode.None));
    }
}
