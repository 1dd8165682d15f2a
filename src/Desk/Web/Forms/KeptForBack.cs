namespace EcomCenter.Desk.Web.Forms;

public static class KeptForBack
{
    /// <summary>
    /// For <c>autocomplete</c>: the browser offers nobody the names that others gave, yet brings back what was typed when one goes back.
    /// With <c>off</c> it would forget that, too.
    /// </summary>
    public const string NoHistory = "one-time-code";

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
