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
#pragma warning disable RS0030 // The one place that may, because it removes first what the framework refuses.
        return ToWellFormed(text).Replace(NoCharacter, Replacement).Normalize(form);
#pragma warning restore RS0030
    }

    private static string ToWellFormed(string text) =>
        text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
