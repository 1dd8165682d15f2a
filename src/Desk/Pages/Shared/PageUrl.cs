using EcomCenter.Contracts;
using EcomCenter.Desk.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace EcomCenter.Desk.Pages.Shared;

/// <summary>Variants of the current page's address.</summary>
public static class PageUrl
{
    /// <summary>The current page in another language. After a post this is the form's address, which answers to GET as well.</summary>
    public static string UrlInLanguage(this HttpRequest request, Language language)
    {
        var query = request.Query.Where(q => q.Key != RequestLanguage.Query).Append(new(RequestLanguage.Query, LanguageTag.From(language)));
        return QueryHelpers.AddQueryString(OwnAddress(request), query);
    }

    /// <summary>The current page with one query value changed; null removes it.</summary>
    public static string UrlWithQuery(this HttpRequest request, string name, string? value)
    {
        var query = request.Query.Where(q => q.Key != name && q.Key != RequestLanguage.Query);
        if (value is not null) query = query.Append(new(name, value));
        return QueryHelpers.AddQueryString(OwnAddress(request), query);
    }

    /// <summary>
    /// The address as a redirect names it: the server refuses to send a header with anything but the signs of ASCII. What is encoded
    /// already stays as it is.
    /// </summary>
    public static string ToLocation(string address) => string.Concat(address.EnumerateRunes()
        .Select(rune => rune.Value is > ' ' and < '\u007F' ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    // A browser reads //host/page as the page of another host.
    private static string OwnAddress(HttpRequest request) =>
        $"/{(request.PathBase + request.Path).ToUriComponent().TrimStart('/')}";
}
