using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests;

internal static class FormKeys
{
    private const string UntilScriptsRun = """
        field => field.ownerDocument.readyState === "complete"
          || new Promise(loaded => field.ownerDocument.defaultView.addEventListener("load", loaded, { once: true }))
        """;

    /// <summary>
    /// Sends a form by Ctrl+Enter in one of its fields, as soon as the scripts of its page run: a page is seen a moment earlier.
    /// </summary>
    public static async Task SendFormAsync(this ILocator field)
    {
        await field.EvaluateAsync(UntilScriptsRun);
        await field.PressAsync("Control+Enter");
    }
}
