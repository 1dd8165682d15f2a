using System.Globalization;
using System.Reflection;
using EcomCenter.Desk.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace EcomCenter.Desk.Api;

/// <summary>
/// The header <c>If-Match</c>: the version of the ticket that the caller read, or the problem with the header. A well-formed tag that
/// this API never issued yields version -1, which matches no ticket.
/// </summary>
internal sealed record IfMatch(
    long? Version, ProblemResult? Problem = null) : IBindableFromHttpContext<IfMatch>, IEndpointParameterMetadataProvider
{
    private const string HeaderName = "If-Match";

    public static ValueTask<IfMatch?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Read(context.Request));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new ApiParameter(
            HeaderName, "The ETag that was read. The request is refused with 412 if the ticket has changed since.", InHeader: true));

    private static IfMatch Read(HttpRequest request)
    {
        var sent = request.Headers.IfMatch;
        if (sent.Count == 0 || sent is ["*"]) return new(Version: null);
        if (sent is not [{ Length: > 2 } tag] || !IsSingleTag(tag))
            return new(null, new(StatusCodes.Status400BadRequest, "header") { Faults = [new(HeaderName, "ifMatch")] });
        var isOurs = long.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        return new(tag[0] == '"' && isOurs ? version : -1);
    }

    private static bool IsSingleTag(string tag) =>
        tag[^1] == '"' && (tag[0] == '"' || tag.StartsWith("W/\"", StringComparison.Ordinal)) && !tag.Contains(',');
}
