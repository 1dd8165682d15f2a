using System.Globalization;
using System.Text;

namespace EcomCenter.Texts;

/// <summary>Brings text from people into a form that can be stored.</summary>
public static class CleanText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Replaces NUL and unpaired surrogates with U+FFFD, so that no message is refused because of an invalid character.</summary>
    public static string ReplaceInvalid(string text) => IsValid(text) ? text : string.Create(text.Length, text, static (clean, dirty) =>
    {
        for (var i = 0; i < dirty.Length; i++) clean[i] = IsInvalidAt(dirty, i) ? Replacement : dirty[i];
    });

    public static string? TrimToNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>
    /// Returns true if the text has a visible character. Spaces, control and format characters and lone marks don't count.
    /// </summary>
    public static bool HasVisibleText(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (IsVisible(rune)) return true;
        return false;
    }

    public static bool IsValid(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (IsInvalidAt(text, i)) return false;
        return true;
    }

    private static bool IsVisible(Rune rune) => !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark);

    private static bool IsInvalidAt(string text, int index) =>
        text[index] == '\0'
        || (char.IsHighSurrogate(text[index]) && !(index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])))
        || (char.IsLowSurrogate(text[index]) && !(index > 0 && char.IsHighSurrogate(text[index - 1])));
}
