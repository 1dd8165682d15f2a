using Microsoft.AspNetCore.Antiforgery;

namespace EcomCenter.Desk.Web;

/// <summary>A form as a person sent it.</summary>
public static class PostedForm
{
    /// <summary>
    /// The fields; null when there is no readable form, or when it does not come from our own page: then the page is shown anew, with a fresh token,
    /// instead of a bare 400. The endpoint must <c>DisableAntiforgery()</c>, as this looks itself.
    /// </summary>
    public static async Task<IFormCollection?> OwnFormAsync(this HttpContext http)
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
