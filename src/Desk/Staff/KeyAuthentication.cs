using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Staff;

/// <summary>Lets another program in by its key: <c>Authorization: Bearer KEY</c>, and <c>?access_token=</c> for the hubs, where browsers can't send headers.</summary>
internal sealed class KeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, KeyRing keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyAuthentication.KeyOf(Request) is not { Length: > 0 } key) return AuthenticateResult.NoResult();
        return await keys.FindAsync(key) is { } principal
            ? AuthenticateResult.Success(new(principal, Scheme.Name))
            : AuthenticateResult.Fail("No such key.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = KeyAuthentication.Bearer;
        return base.HandleChallengeAsync(properties);
    }
}

public static class KeyAuthentication
{
    public const string Bearer = "Bearer";

    /// <summary>The default scheme: the key where one is sent, else the cookie of who signed in.</summary>
    public const string KeyOrCookie = "KeyOrCookie";

    private const string QueryKey = "access_token";

    /// <summary>The cookie itself is added by who signs people in.</summary>
    public static IServiceCollection AddKeyAuthentication(this IServiceCollection services)
    {
        services.AddSingleton<KeyRing>();
        services.AddAuthentication(KeyOrCookie)
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(Principals.KeyScheme, null)
            .AddPolicyScheme(KeyOrCookie, null, scheme => scheme.ForwardDefaultSelector = http =>
                KeyOf(http.Request) is null ? Principals.CookieScheme : Principals.KeyScheme);
        return services;
    }

    /// <summary>The key as sent, empty when there is none after the word; null when nobody speaks of a key.</summary>
    internal static string? KeyOf(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        if (header is not null && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return header[Bearer.Length..].Trim();
        return request.Path.StartsWithSegments("/hubs") ? request.Query[QueryKey] : (string?)null;
    }
}
