using System.Security.Cryptography;
using System.Text;
using EcomCenter.Texts;
using Microsoft.AspNetCore.Antiforgery;

namespace EcomCenter.Desk.Web.Forms;

/// <summary>
/// A posted form, read without throwing for anything people may send. A stale antiforgery token is told by <see cref="Genuine"/> and not by a
/// dead end, so that the page can be shown again with everything that was typed.
/// </summary>
public sealed class Posted
{
    public const string IdField = "form";

    private readonly IFormCollection _fields;

    private Posted(IFormCollection fields, bool genuine) => (_fields, Genuine) = (fields, genuine);

    public bool Genuine { get; }

    /// <summary>The id this form was shown with; a new one where there is none.</summary>
    public string Id => Text(IdField) is { Length: <= 40 } id && id.All(char.IsAsciiLetterOrDigit) ? id : NewId();

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <param name="changesNothing">A question may come from anywhere: nobody asks where.</param>
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

    /// <summary>As it was typed, line ends made one; null when there is nothing.</summary>
    public string? Text(string name) => string.IsNullOrWhiteSpace(_fields[name]) ? null : _fields[name].ToString().ReplaceLineEndings("\n");

    /// <summary>Of a field that may come several times.</summary>
    public IReadOnlyList<string> All(string name) => [.. _fields[name].OfType<string>().Where(value => value.Length > 0)];

    public T Choice<T>(string name, T fallback)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => Code.Of(value) == Text(name)).Cast<T?>().FirstOrDefault() ?? fallback;

    /// <summary>
    /// The same form with the same words has the same one, so that Enter twice, a reload or a way back make one ticket; with other words it is
    /// another matter, and nothing typed is taken for a repeat. <paramref name="under"/> looks at the fields of one row only.
    /// </summary>
    public string ExternalId(string under = "")
    {
        var said = _fields.Where(f => f.Key.StartsWith(under, StringComparison.Ordinal) && f.Key is not IdField && !f.Key.StartsWith("__", StringComparison.Ordinal))
            .OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}");
        return $"{Id}-{under}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', said))))[..16]}";
    }
}
