using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Web;

/// <summary>Creates the result that renders a component: <c>PageResult.For&lt;BoardPage&gt;(new { Model = … })</c>.</summary>
public static class Page
{
    public static RazorComponentResult<T> Of<T>(object parameters, int status = StatusCodes.Status200OK)
        where T : IComponent => new(parameters) { StatusCode = status };

    public static RazorComponentResult<T> Of<T>()
        where T : IComponent => new();
}
