namespace EcomCenter.Desk.Pages.Shared.Forms;

/// <summary>Lets a browser that goes back restore a form with its input.</summary>
public static class BackNavigation
{
    /// <summary>
    /// A value for <c>autocomplete</c> that stops the browser from suggesting earlier residents' names but still restores input after
    /// going back. The value <c>off</c> would lose the input too.
    /// </summary>
    public const string NoSuggestions = "one-time-code";

    /// <summary>
    /// Allows this browser to cache a public page. The antiforgery token sets <c>no-store</c>, and going back would then load a new form
    /// and lose the input. An empty form holds no personal data, so it may be cached, with its id: the restored form is the same form.
    /// Pages of staff are never cached, because the next user of the browser could go back to them: there a script keeps the draft.
    /// </summary>
    public static void KeepFormOnBack(this HttpResponse response) => response.OnStarting(() =>
    {
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Pragma = default;
        return Task.CompletedTask;
    });
}
