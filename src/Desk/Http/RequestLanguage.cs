using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http;

namespace EcomCenter.Desk.Http;

/// <summary>
/// The reader's language: the query <c>?lang=</c> (stored in a cookie), else the cookie, else the browser's, else Chinese.
/// </summary>
public static class RequestLanguage
{
    public const string Cookie = "lang", Query = "lang";

    public static Language Language(this HttpContext http) => http.ChosenLanguage() ?? BrowserLanguage(http) ?? Contracts.Language.ZhHans;

    /// <summary>The language the reader chose, now or earlier; null if none was chosen.</summary>
    public static Language? ChosenLanguage(this HttpContext http) =>
        (http.Items.TryGetValue(Cookie, out var set) ? set as Language? : null) ?? LanguageTag.ToLanguage(http.Request.Query[Query])
            ?? LanguageTag.ToLanguage(http.Request.Cookies[Cookie]);

    public static Actor? Actor(this HttpContext http) => ActorClaims.ToActor(http.User, http.Language());

    /// <summary>The caller of a route that requires a key or a sign-in.</summary>
    public static Actor RequireActor(this HttpContext http) =>
        http.Actor() ?? throw new InvalidOperationException("The route must require a key or a sign-in.");

    /// <summary>Sets the language of this and later pages, for a choice made elsewhere.</summary>
    public static void SetLanguage(this HttpContext http, Language language)
    {
        http.Items[Cookie] = language;
        Remember(http, language);
    }

    /// <summary>Stores the language of <c>?lang=</c> in the cookie.</summary>
    public static IApplicationBuilder UseRequestLanguage(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (LanguageTag.ToLanguage(http.Request.Query[Query]) is { } chosen) Remember(http, chosen);
        return next(http);
    });

    private static void Remember(HttpContext http, Language language) =>
        http.Response.Cookies.Append(Cookie, LanguageTag.From(language), new()
        {
            MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps,
            HttpOnly = true,
        });

    private static Language? BrowserLanguage(HttpContext http) => http.Request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(l => l.Quality ?? 1).Select(l => LanguageTag.ToLanguage(l.Value.Value)).FirstOrDefault(l => l is not null);
}
