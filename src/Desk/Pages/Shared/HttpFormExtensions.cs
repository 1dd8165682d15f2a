using Microsoft.AspNetCore.Antiforgery;

namespace EcomCenter.Desk.Pages.Shared;

/// <summary>Reads a form posted by one of our pages.</summary>
public static class HttpFormExtensions
{
    /// <summary>
    /// The fields; null if there is no readable form or its antiforgery token is invalid. The caller then shows the page again with a
    /// new token instead of a bare 400. The endpoint must call <c>DisableAntiforgery()</c>, because this method checks the token.
    /// </summary>
    public static async Task<IFormCollection?> ReadValidFormAsync(this HttpContext http)
    {
        if (!http.Request.HasFormContentType) return null;
        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http) ? form : null;
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    public static string Text(this IFormCollection form, string name) => form[name].ToString();
}
