using System.Security.Cryptography;
using System.Text;
using EcomCenter.Texts;
using Microsoft.AspNetCore.Antiforgery;

namespace EcomCenter.Desk.Pages.Shared.Forms;

/// <summary>
/// A posted form. Reading never throws, whatever was sent. An invalid antiforgery token only clears <see cref="HasValidToken"/>, so that
/// the page can be shown again with everything that was typed.
/// </summary>
public sealed class FormPost
{
    public const string IdField = "form";

    private readonly IFormCollection _fields;

    private FormPost(IFormCollection fields, bool hasValidToken) => (_fields, HasValidToken) = (fields, hasValidToken);

    public bool HasValidToken { get; }

    public IFormCollection Fields => _fields;

    /// <summary>The id the form was shown with; a new one if it has none.</summary>
    public string Id => Text(IdField) is { Length: <= 40 } id && id.All(char.IsAsciiLetterOrDigit) ? id : NewId();

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <param name="skipTokenCheck">True for a form that only asks: it needs no antiforgery token.</param>
    public static async Task<FormPost> ReadAsync(HttpContext http, bool skipTokenCheck = false)
    {
        try
        {
            var fields = await http.Request.ReadFormAsync(http.RequestAborted);
            return new(fields, skipTokenCheck || await IsTokenValidAsync(http));
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException or IOException
            or NotSupportedException or ArgumentException)
        {
            return new(FormCollection.Empty, hasValidToken: false);
        }
    }

    /// <summary>
    /// Reads a form that changes something; null if it is not readable or its token is invalid. The caller then shows the page again with a
    /// new token. The endpoint must call <c>DisableAntiforgery()</c>, because this method checks the token.
    /// </summary>
    public static async Task<FormPost?> ReadValidAsync(HttpContext http) =>
        await ReadAsync(http) is { HasValidToken: true } post ? post : null;

    /// <summary>Checks the antiforgery token among the fields that were read so far. It comes before all files of a form.</summary>
    public static Task<bool> IsTokenValidAsync(HttpContext http) =>
        http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);

    public bool Contains(string name) => _fields.ContainsKey(name);

    /// <summary>The value exactly as sent, e.g. a password; empty if there is none.</summary>
    public string Raw(string name) => _fields[name].ToString();

    /// <summary>The text as typed, with line ends normalised to LF; null if blank.</summary>
    public string? Text(string name) =>
        CleanText.IsBlank(_fields[name]) ? null : _fields[name].ToString().ReplaceLineEndings("\n");

    /// <summary>All non-empty values of a field that may be sent several times.</summary>
    public IReadOnlyList<string> Values(string name) => [.. _fields[name].OfType<string>().Where(value => value.Length > 0)];

    public T Choice<T>(string name, T fallback) where T : struct, Enum => EnumCode.Parse<T>(Text(name)) ?? fallback;

    /// <summary>
    /// An id derived from the form's id and its content. Pressing Enter twice, reloading or going back repeats it and opens one ticket.
    /// Changed content gets another id and opens another ticket. <paramref name="prefix"/> limits the content to the fields of one row.
    /// </summary>
    public string ComputeExternalId(string prefix = "")
    {
        var content = _fields.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Where(f => f.Key is not IdField && !f.Key.StartsWith("__", StringComparison.Ordinal))
            .OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', content)));
        return $"{Id}-{prefix}{Convert.ToHexStringLower(hash)[..16]}";
    }
}
