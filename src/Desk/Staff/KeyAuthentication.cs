using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// Authenticates API keys: <c>Authorization: Bearer KEY</c>, or <c>?access_token=</c> for the hubs, where browsers can't send headers.
/// </summary>
internal sealed class KeyAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, ApiKeyCache keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (WithoutSignIn.AppliesTo(Context)) return AuthenticateResult.NoResult();
        if (KeyAuthentication.ReadKey(Request) is not { Length: > 0 } key) return AuthenticateResult.NoResult();
        return await keys.FindPrincipalAsync(key) is { } principal
            ? AuthenticateResult.Success(new(principal, Scheme.Name))
            : AuthenticateResult.Fail("Unknown API key.");
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

    /// <summary>The default scheme: the API key if one is sent, otherwise the staff cookie.</summary>
    public const string KeyOrCookie = "KeyOrCookie";

    private const string QueryKey = "access_token";

    /// <summary>Adds the key scheme and the default scheme. <see cref="StaffSetup"/> adds the cookie scheme.</summary>
    public static IServiceCollection AddKeyAuthentication(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyCache>();
        services.AddAuthentication(KeyOrCookie)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthenticationHandler>(ActorClaims.KeyScheme, null)
            .AddPolicyScheme(KeyOrCookie, null, scheme => scheme.ForwardDefaultSelector = http =>
                ReadKey(http.Request) is null ? ActorClaims.CookieScheme : ActorClaims.KeyScheme);
        return services;
    }

    /// <summary>The key as sent; empty if the header has no key after <c>Bearer</c>, null if there is no such header.</summary>
    internal static string? ReadKey(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        if (header is not null && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return header[Bearer.Length..].Trim();
        return request.Path.StartsWithSegments("/hubs") ? request.Query[QueryKey] : (string?)null;
    }
}
