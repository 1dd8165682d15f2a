namespace EcomCenter.Desk.Web.Forms;

public static class FormRoutes
{
    private const string Sent = "/enter";

    /// <summary>
    /// Maps a page and its form. The form is posted to an address of its own, because a browser drops a page from its history cache
    /// after a post to the same address. Going back would then load a new form with another id, but with the old input.
    /// </summary>
    public static void MapForm(this IEndpointRouteBuilder page, Delegate show, Delegate enter)
    {
        page.MapGet("", show);
        page.MapPost("", enter);
        page.MapPost(Sent, enter);
        page.MapGet(Sent, (HttpRequest request) => Results.Redirect(PageOf(request) + request.QueryString));
    }

    public static string SentTo(string page) => page + Sent;

    private static string PageOf(HttpRequest request) => request.PathBase + request.Path.ToString().TrimEnd('/')[..^Sent.Length];
}
