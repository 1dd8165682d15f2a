using System.Security.Cryptography;
using System.Text;

namespace EcomCenter.Desk.Chat;

/// <summary>
/// What makes a browser the owner of its chat: 128 random bits that only it knows. The desk keeps their hash, as the chat's id, so that nobody
/// who reads the database can speak for a resident.
/// </summary>
public static class ChatCookie
{
    public const string Name = "chat";

    private const int Bytes = 16;

    /// <summary>The chat of this browser. One that has none gets its cookie with the first page, so that a first word sent twice is one.</summary>
    public static string Of(HttpContext http)
    {
        if (http.Request.Cookies[Name] is { Length: 2 * Bytes } known && known.All(char.IsAsciiHexDigitLower)) return IdOf(known);
        if (http.Items[Name] is string begun) return IdOf(begun);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        http.Items[Name] = secret;
        http.Response.Cookies.Append(Name, secret, new()
        {
            HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = ChatPages.Path, MaxAge = TimeSpan.FromDays(365),
        });
        return IdOf(secret);
    }

    private static string IdOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}
