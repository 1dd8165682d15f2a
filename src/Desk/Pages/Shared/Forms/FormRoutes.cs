namespace EcomCenter.Desk.Pages.Shared.Forms;

/// <summary>
/// The address that a page's form is posted to. It is one of its own, because a browser drops a page from its history cache after a post
/// to the same address. Going back would then load a new form with another id, but with the old input.
/// </summary>
public static class FormRoutes
{
    public const string PostSuffix = "/enter";

    /// <summary>Maps the way back to the page: a language switch or a reload requests the form's address with GET.</summary>
    public static void MapReturnFromForm(this IEndpointRouteBuilder page) =>
        page.MapGet(PostSuffix, (HttpRequest request) =>
            TypedResults.Redirect(PageUrl.ToLocation(PagePath(request) + request.QueryString)));

    public static string PostPath(string page) => page + PostSuffix;

    private static string PagePath(HttpRequest request) => request.PathBase + request.Path.ToString().TrimEnd('/')[..^PostSuffix.Length];
}
