using System.Reflection;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Api;

/// <summary>The period of <c>GET /promise</c>, or the problem with it. <paramref name="To"/> is not part of the period.</summary>
internal sealed record PromiseQuery(DateTimeOffset? From, DateTimeOffset? To, ProblemResult? Problem)
    : IBindableFromHttpContext<PromiseQuery>, IEndpointParameterMetadataProvider
{
    private static readonly ApiParameter[] Parameters =
    [
        new("from", "A time with offset, or a day in the centre's time zone."),
        new("to", "A time with offset (not included), or a day (included)."),
    ];

    public static ValueTask<PromiseQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var zone = context.RequestServices.GetRequiredService<IOptions<DeskOptions>>().Value.DisplayTimeZone;
        var query = new QueryReader(context.Request, Parameters);
        var (from, to) = (query.ReadTime("from", zone, endOfDay: false), query.ReadTime("to", zone, endOfDay: true));
        if (to <= from) query.AddInvalid("to", "beforeFrom");
        return new(new PromiseQuery(from, to, query.Problem));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        foreach (var described in Parameters) builder.Metadata.Add(described);
    }
}
