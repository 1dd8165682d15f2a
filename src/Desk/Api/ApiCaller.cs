using System.Reflection;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Api;

/// <summary>The authenticated caller of a route. The route group requires authorization, so there always is one.</summary>
internal sealed record ApiCaller(Actor Actor) : IBindableFromHttpContext<ApiCaller>
{
    public static ValueTask<ApiCaller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(new ApiCaller(context.RequireActor()));
}
