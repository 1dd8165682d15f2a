using System.Reflection;
using EcomCenter.Desk.Http;

namespace EcomCenter.Desk.Api;

/// <summary>The query of a route that takes no parameters, or the problem with the parameters that it was sent.</summary>
internal sealed record EmptyQuery(ProblemResult? Problem) : IBindableFromHttpContext<EmptyQuery>
{
    public static ValueTask<EmptyQuery?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(new EmptyQuery(new QueryReader(context.Request).Problem));
}
