using EcomCenter.Contracts;
using Microsoft.AspNetCore.WebUtilities;

namespace EcomCenter.Desk.Web;

public static class PageAddress
{
    /// <summary>The page one is on, in another language. After a form the address is the form's, which answers to GET as well.</summary>
    public static string In(this HttpRequest request, Language language)
    {
        var query = request.Query.Where(q => q.Key != RequestLanguage.Query).Append(new(RequestLanguage.Query, LanguageTag.Of(language)));
        return QueryHelpers.AddQueryString(request.PathBase + request.Path, query);
    }

    /// <summary>The page one is on with one part of its query changed; null takes it out.</summary>
    public static string With(this HttpRequest request, string name, string? value)
    {
        var query = request.Query.Where(q => q.Key != name && q.Key != RequestLanguage.Query);
        if (value is not null) query = query.Append(new(name, value));
        return QueryHelpers.AddQueryString(request.PathBase + request.Path, query);
    }
}
