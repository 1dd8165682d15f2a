using System.Globalization;
using System.Security.Claims;
using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// Converts between ASP.NET's principal and our <see cref="Actor"/>. The cookie and the key scheme both write these claims.
/// </summary>
public static class ActorClaims
{
    public const string KeyScheme = "Key", CookieScheme = "Identity.Application", CookieName = "desk";

    private const string Role = "desk:role", Scope = "desk:scope", Department = "desk:department", Display = "desk:display",
        Rate = "desk:rate";

    public static IEnumerable<Claim> CreateClaims(StaffMember member)
    {
        yield return new(Role, member.Role.ToString());
        yield return new(Display, member.DisplayName);
        if (member.Department is not null) yield return new(Department, member.Department);
    }

    public static ClaimsPrincipal CreatePrincipal(ApiKey key)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, key.Name), new(Scope, key.Scope.ToString())], KeyScheme);
        if (key.RatePerMinute is { } rate) identity.AddClaim(new(Rate, rate.ToString(CultureInfo.InvariantCulture)));
        return new(identity);
    }

    /// <summary>The name and the rate of an API key; null for who is not limited.</summary>
    public static (string Key, int Rate)? FindKeyRate(ClaimsPrincipal user) => user.FindFirstValue(Rate) is { } rate
        ? (user.Identity?.Name ?? "", int.Parse(rate, CultureInfo.InvariantCulture)) : null;

    /// <summary>The actor of a principal; null if it is not authenticated.</summary>
    public static Actor? ToActor(ClaimsPrincipal user, Language language)
    {
        if (user.Identity is not { IsAuthenticated: true, Name: { } name }) return null;
        return user.FindFirstValue(Scope) is { } scope
            ? new() { Author = Author.Service(name), Scope = Enum.Parse<KeyScope>(scope), Language = language }
            : new()
            {
                Author = Author.Staff(name), Role = Enum.TryParse<StaffRole>(user.FindFirstValue(Role), out var role) ? role : null,
                Department = user.FindFirstValue(Department), Language = language,
            };
    }

    public static string GetDisplayName(ClaimsPrincipal user) => user.FindFirstValue(Display) ?? user.Identity?.Name ?? "";
}
