using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EcomCenter.Desk.Staff;

/// <summary>A new key: its text, shown once and not stored, and the row to store.</summary>
public sealed record NewApiKey(string Text, ApiKey Row);

/// <summary>Generates and hashes API keys.</summary>
public static class ApiKeyGenerator
{
    private const string Prefix = "desk_";
    private const int RandomBytes = 32;

    public static NewApiKey Create(string name, KeyScope scope, DateTimeOffset now, int? ratePerMinute = null)
    {
        var text = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        return new(text, new() { Name = name, Scope = scope, Hash = Hash(text), CreatedAt = now, RatePerMinute = ratePerMinute });
    }

    /// <summary>SHA-256 in hex. The text has 256 random bits, so no slow hash is needed.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
