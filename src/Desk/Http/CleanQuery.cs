using EcomCenter.Texts;
using Microsoft.Extensions.Primitives;

namespace EcomCenter.Desk.Http;

/// <summary>
/// Replaces what no database can compare in the values of an address, above all NUL. Bodies are cleaned where they are read.
/// </summary>
internal static class CleanQuery
{
    private const string EncodedNul = "%00";

    public static IApplicationBuilder UseCleanQuery(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        // The API names the parameter instead.
        if (!http.Request.Path.StartsWithSegments("/api")
            && http.Request.QueryString.Value?.Contains(EncodedNul, StringComparison.Ordinal) == true)
        {
            http.Request.Query = new QueryCollection(http.Request.Query.GroupBy(value => CleanText.ReplaceInvalid(value.Key))
                .ToDictionary(same => same.Key, same => Clean(same.SelectMany(value => value.Value))));
        }

        return next(http);
    });

    private static StringValues Clean(IEnumerable<string?> values) =>
        new([.. values.Select(value => value is null ? null : CleanText.ReplaceInvalid(value))]);
}
