using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http;

namespace EcomCenter.Desk.Web;

/// <summary>The reader's language: <c>?lang=</c> switches and is remembered; else the cookie, else what the browser asks for, else Chinese.</summary>
public static class RequestLanguage
{
    public const string Cookie = "lang", Query = "lang";

    public static Language Language(this HttpContext http) => http.ChosenLanguage() ?? Asked(http) ?? Contracts.Language.ZhHans;

    /// <summary>The one the reader chose, now or before; null while nobody chose.</summary>
    public static Language? ChosenLanguage(this HttpContext http) =>
        http.Items[Cookie] as Language? ?? LanguageTag.Read(http.Request.Query[Query]) ?? LanguageTag.Read(http.Request.Cookies[Cookie]);

    public static Actor? Actor(this HttpContext http) => Principals.ActorOf(http.User, http.Language());

    /// <summary>This page, and those that come after it, in a language that was chosen elsewhere.</summary>
    public static void SpeakIn(this HttpContext http, Language language)
    {
        http.Items[Cookie] = language;
        Remember(http, language);
    }

    /// <summary>Remembers a switch.</summary>
    public static IApplicationBuilder UseRequestLanguage(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (LanguageTag.Read(http.Request.Query[Query]) is { } chosen) Remember(http, chosen);
        return next(http);
    });

    private static void Remember(HttpContext http, Language language) => http.Response.Cookies.Append(Cookie, LanguageTag.Of(language), new()
    {
        MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, HttpOnly = true,
    });

    private static Language? Asked(HttpContext http) => http.Request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(l => l.Quality ?? 1).Select(l => LanguageTag.Read(l.Value.Value)).FirstOrDefault(l => l is not null);
}
