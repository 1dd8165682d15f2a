using System.Security.Cryptography;
using System.Text;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>
/// The cookie that makes a browser the owner of its chat: 128 random bits. The desk stores only their hash, as the id of the browser and of
/// the chat that begins in it, so that a reader of the database cannot write as a resident.
/// </summary>
public static class WebChatCookie
{
    public const string Name = "chat";

    private const int SecretBytes = 16;

    /// <summary>The id of a browser that sends the cookie; null for a new one.</summary>
    public static string? FindDevice(HttpContext http) =>
        http.Request.Cookies[Name] is { Length: 2 * SecretBytes } secret && secret.All(char.IsAsciiHexDigitLower) ? HashSecret(secret)
            : null;

    /// <summary>
    /// The id of the browser. A new browser gets the cookie with its first page, so that a first message posted twice is stored once.
    /// </summary>
    public static string GetOrCreateDevice(HttpContext http)
    {
        if (FindDevice(http) is { } device) return device;
        if (http.Items[Name] is string issued) return HashSecret(issued);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        http.Items[Name] = secret;
        http.Response.Cookies.Append(Name, secret, new()
        {
            HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/",
            MaxAge = TimeSpan.FromDays(365),
        });
        return HashSecret(secret);
    }

    private static string HashSecret(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
}
