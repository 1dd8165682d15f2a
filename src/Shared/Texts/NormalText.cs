using System.Text;

namespace EcomCenter.Texts;

/// <summary>
/// Unicode normalisation for any text. The framework's own throws at unpaired surrogates and at U+FFFE, and anybody can send those.
/// </summary>
public static class NormalText
{
    private const char NoCharacter = '\uFFFE', Replacement = '\uFFFD';

    public static string Normalize(string text, NormalizationForm form)
    {
        if (form is NormalizationForm.FormC or NormalizationForm.FormKC && text.All(IsComposed)) return text;
#pragma warning disable RS0030 // The one place that may, because it removes first what the framework refuses.
        return ToWellFormed(text).Replace(NoCharacter, Replacement).Normalize(form);
#pragma warning restore RS0030
    }

    // Letters of the desk's languages that every composed form leaves as they are, and that nothing beside them changes. Asking the library
    // of the system about each word costs much of the reading of a message.
    private static bool IsComposed(char sign) => sign is <= '\u007F' or (>= '\u4E00' and <= '\u9FFF') or (>= '\u0620' and <= '\u064A')
        or (>= '\u0671' and <= '\u0674') or (>= '\u0679' and <= '\u06D5') or '\u060C' or '\u061B' or '\u061F' or '\u3001' or '\u3002';

    private static string ToWellFormed(string text) =>
        text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
