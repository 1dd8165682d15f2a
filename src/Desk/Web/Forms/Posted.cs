using System.Security.Cryptography;
using System.Text;
using EcomCenter.Texts;
using Microsoft.AspNetCore.Antiforgery;

namespace EcomCenter.Desk.Web.Forms;

/// <summary>
/// A posted form. Reading never throws, whatever was sent. An invalid antiforgery token only clears <see cref="Genuine"/>, so that the
/// page can be shown again with everything that was typed.
/// </summary>
public sealed class Posted
{
    public const string IdField = "form";

    private readonly IFormCollection _fields;

    private Posted(IFormCollection fields, bool genuine) => (_fields, Genuine) = (fields, genuine);

    public bool Genuine { get; }

    /// <summary>The id the form was shown with; a new one if it has none.</summary>
    public string Id => Text(IdField) is { Length: <= 40 } id && id.All(char.IsAsciiLetterOrDigit) ? id : NewId();

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <param name="changesNothing">True for a form that only asks: it needs no antiforgery token.</param>
    public static async Task<Posted> ReadAsync(HttpContext http, bool changesNothing = false)
    {
        try
        {
            var fields = await http.Request.ReadFormAsync(http.RequestAborted);
            return new(fields, changesNothing || await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http));
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException or BadHttpRequestException)
        {
            return new(FormCollection.Empty, genuine: false);
        }
    }

    /// <summary>The text as typed, with line ends normalised to LF; null if blank.</summary>
    public string? Text(string name) =>
        string.IsNullOrWhiteSpace(_fields[name]) ? null : _fields[name].ToString().ReplaceLineEndings("\n");

    /// <summary>All non-empty values of a field that may be sent several times.</summary>
    public IReadOnlyList<string> All(string name) => [.. _fields[name].OfType<string>().Where(value => value.Length > 0)];

    public T Choice<T>(string name, T fallback)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => Code.Of(value) == Text(name)).Cast<T?>().FirstOrDefault() ?? fallback;

    /// <summary>
    /// An id derived from the form's id and its content. Pressing Enter twice, reloading or going back repeats it and opens one ticket.
    /// Changed content gets another id and opens another ticket. <paramref name="under"/> limits the content to the fields of one row.
    /// </summary>
    public string ExternalId(string under = "")
    {
        var content = _fields.Where(f => f.Key.StartsWith(under, StringComparison.Ordinal))
            .Where(f => f.Key is not IdField && !f.Key.StartsWith("__", StringComparison.Ordinal))
            .OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', content)));
        return $"{Id}-{under}{Convert.ToHexStringLower(hash)[..16]}";
    }
}
