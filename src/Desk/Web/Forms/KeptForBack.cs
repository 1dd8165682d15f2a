namespace EcomCenter.Desk.Web.Forms;

public static class KeptForBack
{
    /// <summary>
    /// The antiforgery token forbids storing a page, and then the browser's way back asks for a fresh form and forgets what was typed. An empty
    /// form tells nobody anything: it may be kept by this browser, with its id, so that what comes back is the same form.
    /// </summary>
    public static void KeepForBack(this HttpResponse response) => response.OnStarting(() =>
    {
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Pragma = default;
        return Task.CompletedTask;
    });
}
