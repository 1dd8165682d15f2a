using System.CodeDom.Compiler;
using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Http;

/// <summary>The code that binds a route's parameters: compiling it for each route took most of the time of a start.</summary>
public class GeneratedRouteTests
{
    [Fact]
    public async Task Every_handler_is_bound_by_code_that_was_generated_at_build()
    {
        await using var desk = await DeskApp.StartAsync();
        var handlers = desk.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<MethodInfo>()?.DeclaringType?.Assembly == typeof(DeskApplication).Assembly).ToList();
        Assert.True(handlers.Count > 100, $"{handlers.Count} handlers");
        Assert.Empty(handlers.Where(route => route.Metadata.GetMetadata<GeneratedCodeAttribute>() is null).Select(r => r.DisplayName));
    }
}
