using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace EcomCenter.Desk.Http;

/// <summary>
/// All mapped endpoints, built on first use and kept. The framework builds every endpoint twice while it starts, for authorization and
/// again for routing, and compiles a delegate for each of them both times: half a second on an office PC.
/// </summary>
internal sealed class EndpointsBuiltOnce : EndpointDataSource
{
    private readonly Lazy<IReadOnlyList<Endpoint>> _endpoints;

    private EndpointsBuiltOnce(IReadOnlyList<EndpointDataSource> sources) =>
        _endpoints = new(() => [.. sources.SelectMany(source => source.Endpoints)]);

    public override IReadOnlyList<Endpoint> Endpoints => _endpoints.Value;

    /// <summary>Routes are mapped before the start and never change.</summary>
    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;

    /// <summary>Takes the place of everything mapped so far. Call it after the last route was mapped.</summary>
    public static void Keep(IEndpointRouteBuilder routes)
    {
        var once = new EndpointsBuiltOnce([.. routes.DataSources]);
        routes.DataSources.Clear();
        routes.DataSources.Add(once);
    }

    /// <summary>Builds the endpoints in the background. A fault in a route is thrown again where the routes are used first.</summary>
    public static void Preload(IEndpointRouteBuilder routes) =>
        Task.Run(() => routes.DataSources.SelectMany(source => source.Endpoints).Count());
}
