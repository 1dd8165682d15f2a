namespace EcomCenter.Desk.Pages.Shared.Forms;

public static class FormRoutes
{
    private const string PostSuffix = "/enter";

    /// <summary>
    /// Maps a page and its form. The form is posted to an address of its own, because a browser drops a page from its history cache
    /// after a post to the same address. Going back would then load a new form with another id, but with the old input.
    /// </summary>
    public static void MapForm(this IEndpointRouteBuilder page, Delegate show, Delegate enter)
    {
        page.MapGet("", show);
        page.MapPost("", enter);
        page.MapPost(PostSuffix, enter);
        page.MapGet(PostSuffix, (HttpRequest request) => TypedResults.Redirect(PagePath(request) + request.QueryString));
    }

    public static string PostPath(string page) => page + PostSuffix;

    private static string PagePath(HttpRequest request) => request.PathBase + request.Path.ToString().TrimEnd('/')[..^PostSuffix.Length];
}
