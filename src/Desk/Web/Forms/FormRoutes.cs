namespace EcomCenter.Desk.Web.Forms;

public static class FormRoutes
{
    private const string Sent = "/enter";

    /// <summary>
    /// A page and its form. The form is sent to an address of its own: a browser forgets a page that something was posted to, and then its way
    /// back brings a fresh form, with another id, around the old words.
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
