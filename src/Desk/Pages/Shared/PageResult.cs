using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Pages.Shared;

/// <summary>Creates the result that renders a component: <c>PageResult.For&lt;BoardPage&gt;(new { Model = … })</c>.</summary>
public static class PageResult
{
    public static RazorComponentResult<T> For<T>(object parameters, int status = StatusCodes.Status200OK)
        where T : IComponent => new(parameters) { StatusCode = status };

    public static RazorComponentResult<T> For<T>()
        where T : IComponent => new();
}
