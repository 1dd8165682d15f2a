using System.Reflection;
using EcomCenter.Desk.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace EcomCenter.Desk.Api;

/// <summary>The query of <c>GET /events</c>, or the problem with it.</summary>
internal sealed record EventListQuery(long After, int Limit, ProblemResult? Problem)
    : IBindableFromHttpContext<EventListQuery>, IEndpointParameterMetadataProvider
{
    private const int MaxPageSize = 1000, DefaultPageSize = 200;

    private static readonly ApiParameter[] Parameters =
    [
        new("after", "Events after this sequence are returned.", IsNumber: true),
        new("limit", "Maximum number of items.", IsNumber: true, Minimum: 1, Maximum: MaxPageSize),
    ];

    public static ValueTask<EventListQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request, Parameters);
        var after = query.ReadNumber("after", 0, long.MaxValue, 0);
        var limit = (int)query.ReadNumber("limit", 1, MaxPageSize, DefaultPageSize);
        return new(new EventListQuery(after, limit, query.Problem));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        foreach (var described in Parameters) builder.Metadata.Add(described);
    }
}
