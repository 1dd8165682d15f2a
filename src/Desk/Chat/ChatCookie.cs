using System.Security.Cryptography;
using System.Text;

namespace EcomCenter.Desk.Chat;

/// <summary>
/// What makes a browser the owner of its chat: 128 random bits that only it knows. The desk keeps their hash, as the id of the browser and of
/// the chat that begins in it, so that nobody who reads the database can speak for a resident.
/// </summary>
public static class ChatCookie
{
    public const string Name = "chat";

    private const int Bytes = 16;

    /// <summary>This browser, if it was here before.</summary>
    public static string? Known(HttpContext http) =>
        http.Request.Cookies[Name] is { Length: 2 * Bytes } known && known.All(char.IsAsciiHexDigitLower) ? IdOf(known) : null;

    /// <summary>This browser. One that has no cookie gets it with the first page, so that a first word sent twice is one.</summary>
    public static string Of(HttpContext http)
    {
        if (Known(http) is { } device) return device;
        if (http.Items[Name] is string begun) return IdOf(begun);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        http.Items[Name] = secret;
        http.Response.Cookies.Append(Name, secret, new()
        {
            HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", MaxAge = TimeSpan.FromDays(365),
        });
        return IdOf(secret);
    }

    private static string IdOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}
